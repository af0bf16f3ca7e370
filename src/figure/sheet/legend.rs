//! What the signs of a sheet mean, and what a reader must know beside that.

use super::of_matrix::has_incidents;
use super::{Cell, Group, Sign};
use crate::case::{Layer, Level};
use crate::figure::{self, FindingGlyph, MatrixGlyph};

/// A sign with what it means.
type Entry = (Sign, &'static str);

/// What the signs mean: of levels and findings those that are used, since a legend of what is not there would only take room.
pub(super) fn legend(groups: &[Group], layer: Layer) -> Vec<Entry> {
    let used = Used(groups);
    match layer {
        Layer::Level => levels(&used),
        Layer::Activities => [used.of(WORK), used.of(NO_PART), vec![(Sign::Nothing, NO_WORK)]].concat(),
        Layer::Incidents => incidents(),
        Layer::Resources => [used.of(RESOURCES), used.of(NO_PART), vec![(Sign::Nothing, NOTHING_STATED)]].concat(),
        Layer::Gap => [used.of(GAPS), BLANKS.to_vec(), used.of(BESIDE_BLANKS)].concat(),
        Layer::Difference => [used.of(DIFFERENCES), used.of(NO_PART), vec![(Sign::Nothing, THE_SAME)]].concat(),
        Layer::Both => [levels(&used), incidents()].concat(),
        Layer::All => [levels(&used), used.of(GAPS), incidents(), used.of(WORK)].concat(),
    }
}

/// Which signs are used.
struct Used<'a>(&'a [Group]);

impl Used<'_> {
    fn has(&self, is_so: impl Fn(&Cell) -> bool) -> bool {
        self.0.iter().flat_map(|group| &group.rows).flat_map(|row| &row.cells).any(is_so)
    }

    fn has_sign(&self, sign: Sign) -> bool {
        self.has(|cell| {
            let counted = || cell.counted.iter().flatten().any(|(own, _)| *own == sign);
            cell.sign == Some(sign) || cell.has(sign) || cell.beside.is_some_and(|(own, _)| own == sign) || counted()
        })
    }

    fn of(&self, entries: &[Entry]) -> Vec<Entry> {
        entries.iter().filter(|(sign, _)| self.has_sign(*sign)).copied().collect()
    }
}

fn levels(used: &Used<'_>) -> Vec<Entry> {
    let level = |&level: &Level| (Sign::Glyph(figure::level_glyph(level).0), level.label());
    let levels: Vec<Entry> = Level::ALL.iter().map(level).collect();
    [used.of(&levels), used.of(DOUBTS), LOOKED.to_vec()].concat()
}

fn incidents() -> Vec<Entry> {
    INCIDENTS.to_vec()
}

const DOUBTS: &[Entry] = &[
    (Sign::Possible, "only possibly"),
    (Sign::Elsewhere, "for another date than the as-of date"),
    (Sign::Unsourced, "unsourced"),
];

const LOOKED: &[Entry] = &[(Sign::Surveyed, "surveyed, and nothing found"), (Sign::Unsurveyed, "not surveyed")];

const INCIDENTS: &[Entry] = &[
    (Sign::Stated, "incidents, theme stated"),
    (Sign::Inferred, "theme inferred"),
    (Sign::Possibly, "only possibly here"),
    (Sign::Uncertain, "some less than reported"),
    (Sign::Nothing, "empty: no incident in the case, which is no “no”"),
];

const GAPS: &[Entry] = &[
    (Sign::Finding(FindingGlyph::FullTriangle), "gap: evidenced, not mandated"),
    (Sign::Finding(FindingGlyph::OpenTriangle), "gap?: possibly"),
    (Sign::Finding(FindingGlyph::Tick), "both: mandated and evidenced"),
    (Sign::Finding(FindingGlyph::OpenTick), "both?: possibly"),
    (Sign::Finding(FindingGlyph::FullBars), "dorm.: mandated, no evidence"),
    (Sign::Finding(FindingGlyph::OpenBars), "dorm.?: possibly"),
    (Sign::Acts, "acts without a mandate"),
    (Sign::MayAct, "may act without a mandate"),
];

const BLANKS: &[Entry] =
    &[(Sign::Surveyed, "neither: surveyed, and nothing found"), (Sign::Unsurveyed, "nobody looked for a mandate")];

const BESIDE_BLANKS: &[Entry] = &[(Sign::Elsewhere, "surveyed for another date than the as-of date"), NO_PART_ENTRY];

const NO_PART: &[Entry] = &[NO_PART_ENTRY];

const NO_PART_ENTRY: Entry = (Sign::Glyph(MatrixGlyph::Cross), "a source says that it has no part in it");

const WORK: &[Entry] = &[
    (Sign::Technical, "technical work"),
    (Sign::Political, "political work"),
    (Sign::OtherWork, "other activity"),
    (Sign::MayGoOn, "possibly goes on"),
];

const NO_WORK: &str = "empty: no activity in the case, which is no “no”";

const RESOURCES: &[Entry] = &[
    (Sign::Staff, "staff of activities"),
    (Sign::Money, "money, or another unit"),
    (Sign::Glyph(MatrixGlyph::Rings), "res.: a claim says that it is resourced"),
];

const NOTHING_STATED: &str = "empty: nothing stated, which is no “no”";

const DIFFERENCES: &[Entry] = &[
    (Sign::Finding(FindingGlyph::Plus), "new: a mandate that there was not"),
    (Sign::Finding(FindingGlyph::Minus), "ended: a mandate that there is no more"),
    (Sign::Finding(FindingGlyph::ArrowUp), "more: it goes further"),
    (Sign::Finding(FindingGlyph::ArrowDown), "less: it goes less far"),
    (Sign::Finding(FindingGlyph::Arrows), "other: other claims of the same strength"),
    (Sign::Stated, "+2: so many incidents more"),
];

const THE_SAME: &str = "empty: the same on both dates, or nothing compared";

/// What a reader must know beside the legend.
pub(super) fn notes(layer: Layer) -> Vec<&'static str> {
    let mut notes = vec!["An empty cell is not a “no”: it says which kind of empty it is. None of them means safe."];
    if has_incidents(layer) {
        notes.push(
            "An incident is counted where it names the mission, where the mission took part, or where its place lies in \
             the mission's area. Grounds are never added up, and in a total each incident is counted once.",
        );
    }
    match layer {
        Layer::Gap | Layer::All => notes.push(
            "A gap is where something is evidenced that no mandate covers; possibly, where the evidence or the mandate is \
             open to question. Totals count gaps. No evidence says what the case holds, and nothing of the world.",
        ),
        Layer::Difference => notes.push(
            "A claim that is only attested for some date is there at all times, and is no difference. Totals count the \
             cells in which something is different.",
        ),
        Layer::Resources => notes.push(
            "Only what is stated is added up, never what is in different units. An activity on several themes is counted \
             in each with all that it has, and once in a total.",
        ),
        Layer::Activities => {
            notes.push("An activity on several themes is counted in each, and once in a total.");
        }
        Layer::Level | Layer::Incidents | Layer::Both => {}
    }
    notes
}
