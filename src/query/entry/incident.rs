//! A line that tells an incident.

use std::ops::Range;
use std::sync::Arc;

use super::cite::{self, Cited};
use super::kinds::guess;
use super::name::{INCIDENTS, Name, PARTIES, PLACES, THEMES, party, resolve, title, word};
use super::scan::{Piece, Tag, pieces};
use super::{Entry, Known, Mend, What};
use crate::case::when::plain::{Found, Offset, Plain, dates_in};
use crate::case::when::relative::{Edge, Relative};
use crate::case::{
    Attribution, Basis, Citation, Extra, Incident, IncidentId, IncidentKind, Key, Participant, ROLES, Record, RecordId,
    Standing, ThemeTag,
};
use crate::query::dates::span_words;
use crate::query::folded::fold;

/// A line being read.
struct Reader<'a> {
    line: &'a str,
    known: Known<'a>,
    bits: &'a mut dyn FnMut() -> u64,
    entry: Entry,
    incident: Incident,
    cited: Cited,
    /// Stretches of plain text.
    texts: Vec<Range<usize>>,
    has_kind: bool,
}

pub(super) fn read(line: &str, known: Known<'_>, bits: &mut dyn FnMut() -> u64) -> Entry {
    let mut reader = Reader {
        line,
        known,
        bits,
        entry: Entry::default(),
        incident: Incident::default(),
        cited: Cited::default(),
        texts: Vec::new(),
        has_kind: false,
    };
    reader.pieces();
    reader.dates_and_title();
    reader.finish()
}

impl Reader<'_> {
    fn pieces(&mut self) {
        let pieces = pieces(self.line);
        let mut cut = 0;
        for (place, piece) in pieces.iter().enumerate() {
            match piece {
                Piece::Text(span) => {
                    let begin = span.start + std::mem::take(&mut cut);
                    self.texts.extend((begin < span.end).then_some(begin..span.end));
                }
                Piece::Tag(tag) if tag.sign == '^' => {
                    let behind = match pieces.get(place + 1) {
                        Some(Piece::Text(span)) => self.line.get(span.clone()).unwrap_or_default(),
                        _ => "",
                    };
                    self.cited = cite::tag(&mut self.entry, self.known, (tag, behind), self.bits);
                    cut = self.cited.place.length;
                }
                Piece::Tag(tag) => self.tag(tag),
            }
        }
    }

    fn tag(&mut self, tag: &Tag) {
        match tag.sign {
            '@' => self.place(tag),
            '+' => self.participant(tag),
            '#' => self.theme(tag),
            '!' => self.kind(tag),
            _ => self.standing(tag),
        }
    }

    fn resolve(&mut self, name: &Name<'_>, wanted: &super::name::Wanted) -> Option<RecordId> {
        resolve(&mut self.entry, self.known, name, wanted, self.bits)
    }

    fn title(&self, id: RecordId) -> String {
        title(&self.entry, self.known, id)
    }

    fn place(&mut self, tag: &Tag) {
        let Some(RecordId::Place(id)) = self.resolve(&Name::of(tag), &PLACES) else { return };
        let words = self.title(id.into());
        if self.incident.place.is_some() {
            self.entry.fault(tag.span.clone(), "A second place: an incident has one", vec![without(tag)]);
            return;
        }
        self.incident.place = Some(id);
        self.entry.part(tag.span.clone(), What::Place, words);
    }

    fn theme(&mut self, tag: &Tag) {
        let Some(RecordId::Theme(id)) = self.resolve(&Name::of(tag), &THEMES) else { return };
        let basis = if tag.doubt > 0 { Basis::Inferred } else { Basis::Stated };
        if self.incident.themes.iter().all(|tag| tag.theme != id) {
            self.incident.themes.push(ThemeTag { theme: id, basis });
        }
        let words = format!("{}, {}", self.title(id.into()), basis.label());
        self.entry.part(tag.span.clone(), What::Theme, words);
    }

    fn kind(&mut self, tag: &Tag) {
        match word::<IncidentKind>(&tag.name) {
            Ok(kind) => {
                self.has_kind = true;
                self.incident.kind = kind;
                self.entry.part(tag.span.clone(), What::Kind, kind.label());
            }
            Err(several) => {
                let offer = |kind: &IncidentKind| {
                    let text = kind.label().replace(' ', "-");
                    Mend { label: kind.label().to_owned(), span: tag.name_span.clone(), text }
                };
                let all = if several.is_empty() { IncidentKind::ALL } else { &several };
                let words = format!("No kind of incident “{}”", tag.name);
                self.entry.fault(tag.span.clone(), words, all.iter().take(8).map(offer).collect());
            }
        }
    }

    fn participant(&mut self, tag: &Tag) {
        let id = self.resolve(&Name::of(tag), &PARTIES);
        let said = self.said(tag);
        let (Some(party), Some((standing, attributed_to))) = (id.and_then(party), said) else { return };
        let role = self.role(tag);
        let name = self.title(party.into());
        let as_what = if role.is_empty() { String::new() } else { format!(" as {role}") };
        let words = format!("{name}{as_what}{}", self.told(standing, &attributed_to));
        self.entry.part(tag.span.clone(), What::Party, words);
        let key = self.key();
        let citations = Vec::new();
        let extra = Extra::default();
        self.incident.participants.push(Participant { key, party, role, standing, attributed_to, citations, extra });
    }

    /// A role by its beginning, or as it was typed; where it begins several usual ones, they are offered.
    fn role(&mut self, tag: &Tag) -> String {
        let words = tag.role.replace(['-', '_'], " ");
        let wanted = fold(&words);
        if wanted.is_empty() || ROLES.contains(&wanted.as_str()) {
            return wanted;
        }
        let usual: Vec<&str> = ROLES.iter().copied().filter(|role| role.starts_with(&wanted)).collect();
        if let [role] = usual[..] {
            return role.to_owned();
        }
        if !usual.is_empty() {
            let span = tag.role_span.clone();
            let offer =
                |role: &&str| Mend { label: (*role).to_owned(), span: span.clone(), text: role.replace(' ', "-") };
            let fixes = usual.iter().map(offer).collect();
            let words = format!("“{words}” is kept as the role as it stands");
            self.entry.faults.push(super::Fault { span: span.clone(), words, fixes, is_blocking: false });
        }
        words
    }

    /// The standing of the whole incident.
    fn standing(&mut self, tag: &Tag) {
        let Some((standing, attributed_to)) = self.said(tag) else { return };
        let words = format!("the incident{}", self.told(standing, &attributed_to));
        self.entry.part(tag.span.clone(), What::Standing, words);
        (self.incident.standing, self.incident.attributed_to) = (standing, attributed_to);
    }

    /// Standing and accuser behind `?`; none where it is not said by whom.
    fn said(&mut self, tag: &Tag) -> Option<(Standing, Attribution)> {
        let standing = match tag.doubt {
            0 => return Some((Standing::Reported, Attribution::NotApplicable)),
            1 => Standing::Alleged,
            _ => Standing::Suspected,
        };
        let by = match (tag.by.as_str(), tag.is_by_quoted) {
            ("", _) => {
                let fix = cite::append("The source does not name them", tag.span.end, "-");
                let words = format!(
                    "{} by whom? Add the name behind the question mark",
                    super::name::sentence(standing.label())
                );
                self.entry.fault(tag.span.clone(), words, vec![fix]);
                return None;
            }
            ("-", _) => Attribution::NotNamed(String::new()),
            (words, true) => match self.known.names.called(PARTIES.kinds, words) {
                super::Meant::One(id) => Attribution::Parties(party(id).into_iter().collect()),
                super::Meant::Several(_) | super::Meant::None => Attribution::NotNamed(words.to_owned()),
            },
            (_, false) => {
                let id = self.resolve(&Name::by(tag), &super::name::ACCUSERS)?;
                Attribution::Parties(party(id).into_iter().collect())
            }
        };
        Some((standing, by))
    }

    fn told(&self, standing: Standing, attribution: &Attribution) -> String {
        let by = match attribution {
            Attribution::NotApplicable => return String::new(),
            Attribution::NotNamed(words) if words.is_empty() => "somebody whom the source does not name".to_owned(),
            Attribution::NotNamed(words) => format!("“{words}”"),
            Attribution::Parties(parties) => {
                let names: Vec<String> = parties.iter().map(|&party| self.title(party.into())).collect();
                names.join(", ")
            }
        };
        format!(", {} by {by}", standing.label())
    }

    fn key(&mut self) -> Key {
        Key::from_bits(((self.bits)() >> 32) as u32)
    }

    fn dates_and_title(&mut self) {
        let mut words: Vec<String> = Vec::new();
        for text in std::mem::take(&mut self.texts) {
            let stretch = self.line.get(text.clone()).unwrap_or_default();
            let mut kept = 0;
            for found in dates_in(stretch) {
                let behind = stretch.get(found.span.end..).unwrap_or_default();
                let is_first =
                    words.is_empty() && stretch.get(kept..found.span.start).is_none_or(|text| text.trim().is_empty());
                let is_last = behind.trim_matches(SEPARATORS).is_empty();
                let span = text.start + found.span.start..text.start + found.span.end;
                if found.is_bare_year && found.span.len() <= 4 && !is_last && !(is_first && leads(behind)) {
                    self.number(is_first, span);
                    continue;
                }
                if self.date(&found, span) && (is_first || is_last) {
                    words.extend(stretch.get(kept..found.span.start).map(str::to_owned));
                    kept = found.span.end;
                }
            }
            words.extend(stretch.get(kept..).map(str::to_owned));
        }
        let text = words.join(" ");
        let plain = text.split_whitespace().map(|word| match word.strip_prefix('\\') {
            Some(rest) if rest.starts_with(super::scan::SIGNS) => rest,
            _ => word,
        });
        let title: Vec<&str> = plain.collect();
        title.join(" ").trim_matches(SEPARATORS).clone_into(&mut self.incident.title);
    }

    /// Says how a number of four digits at the start, which may be a year, becomes the date.
    fn number(&mut self, is_first: bool, span: Range<usize>) {
        let words = self.line.get(span.clone()).unwrap_or_default();
        if is_first && is_year(words) {
            self.entry.note(span, format!("{words} is taken for a number: “{words}:” makes it the date"));
        }
    }

    /// Takes up a date; whether it was taken.
    fn date(&mut self, found: &Found, span: Range<usize>) -> bool {
        match &found.said {
            Err(error) => {
                self.entry.fault(span, format!("“{}” is no date: {}", error.text, error.reason), Vec::new());
                false
            }
            Ok(plain) => match &plain.offset {
                Some(offset) => self.offset(plain, offset, span),
                None if self.incident.when.stated.is_some() => false,
                None => {
                    self.stated(plain, span);
                    true
                }
            },
        }
    }

    fn stated(&mut self, plain: &Plain, span: Range<usize>) {
        let mut when = plain.when();
        when.constraints = std::mem::take(&mut self.incident.when.constraints);
        if !self.incident.when.as_written.is_empty() {
            when.as_written = joined(&self.incident.when.as_written, &when.as_written);
        }
        let bounds = crate::case::when::solver::stated_bounds(&when);
        let part = when.part.map_or_else(String::new, |part| format!(", {}", part.label()));
        let words = format!("{}{part}{}", span_words(bounds), when.doubt());
        self.entry.part(span, What::Date, words);
        self.incident.when = when;
    }

    fn offset(&mut self, plain: &Plain, offset: &Offset, span: Range<usize>) -> bool {
        let within = self.line.get(span.clone()).and_then(|text| text.rfind(&offset.anchor)).unwrap_or(0);
        let begin = span.start + within;
        let anchor = Name { text: &offset.anchor, span: begin..begin + offset.anchor.len(), is_quoted: false };
        let Some(RecordId::Incident(anchor)) = self.resolve(&anchor, &INCIDENTS) else { return true };
        let words = format!("{} “{}”", offset.gap.words(offset.side), self.title(anchor.into()));
        self.entry.part(span, What::Date, words);
        let key = self.key();
        self.incident.when.as_written = joined(&self.incident.when.as_written, &plain.as_written);
        self.incident.when.constraints.push(Relative {
            key,
            edge: Edge::Start,
            side: offset.side,
            gap: offset.gap,
            anchor,
            anchor_edge: offset.anchor_edge,
            citations: Vec::new(),
            extra: Extra::default(),
        });
        true
    }

    fn finish(mut self) -> Entry {
        let end = self.line.len();
        if self.incident.title.is_empty() {
            self.entry.fault(end..end, "Say in a few words what happened", Vec::new());
        }
        if !self.has_kind
            && let Some((kind, sign)) = guess(&self.incident.title)
        {
            self.incident.kind = kind;
            self.entry.part(end..end, What::Kind, format!("{}, guessed from “{sign}”", kind.label()));
        }
        if let Some(citation) = cite::settle(&mut self.entry, self.known, &self.cited, self.bits) {
            self.cite_new(&citation);
            self.incident.common.citations.push(citation);
        }
        let id: RecordId = IncidentId::from_bits((self.bits)()).into();
        self.entry.records.push((id, Record::Incident(Arc::new(self.incident))));
        self.entry.main = Some(id);
        self.entry
    }

    /// Who and what is new with the line is cited as the incident is.
    fn cite_new(&mut self, citation: &Citation) {
        for (_, record) in &mut self.entry.records {
            if !matches!(record, Record::Source(_)) {
                let key = Key::from_bits(((self.bits)() >> 32) as u32);
                record.common_mut().citations.push(Citation { key, ..citation.clone() });
            }
        }
    }
}

/// What stands between a date and the title.
const SEPARATORS: [char; 8] = [' ', ':', ',', ';', '–', '—', '-', '\t'];

fn joined(one: &str, other: &str) -> String {
    if one.is_empty() { other.to_owned() } else { format!("{one}; {other}") }
}

/// Whether a title follows, so that what stands before it is its date.
fn leads(behind: &str) -> bool {
    behind.trim_start().starts_with([':', ',', ';', '–', '—', '-'])
}

/// Whether four digits are a year rather than an amount.
fn is_year(text: &str) -> bool {
    text.parse::<i64>().is_ok_and(|year| (1500..2200).contains(&year))
}

/// The fix that takes a tag out.
fn without(tag: &Tag) -> Mend {
    Mend { label: "Take it out".to_owned(), span: tag.span.clone(), text: String::new() }
}
