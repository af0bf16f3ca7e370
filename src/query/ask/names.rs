//! By which names records are meant.

use std::collections::BTreeSet;

use super::fields::Field;
use super::near::nearest;
use super::texts::spaced;
use crate::case::{Case, PlaceId, RecordId};
use crate::query::evidence::upwards;

/// Records that are meant by a name.
pub(super) type Ids = BTreeSet<RecordId>;

/// Every name of every record that a field can mean, the first of a record first.
pub(super) fn each_name<'a>(case: &'a Case, field: Field, tell: &mut dyn FnMut(RecordId, &'a str)) {
    let mut all = |id: RecordId, names: &[&'a str]| {
        names.iter().filter(|name| !name.is_empty()).for_each(|name| tell(id, name));
    };
    match field {
        Field::Actor => {
            for (&id, actor) in &case.actors {
                all(id.into(), &[&actor.name]);
                actor.aliases.iter().for_each(|alias| all(id.into(), &[alias]));
            }
            each_name(case, Field::Mission, tell);
        }
        Field::Mission => {
            case.missions.iter().for_each(|(&id, mission)| all(id.into(), &[&mission.name, &mission.full_name]));
        }
        Field::Theme => case.themes.iter().for_each(|(&id, theme)| all(id.into(), &[&theme.code, &theme.name])),
        Field::Place => {
            for (&id, place) in &case.places {
                all(id.into(), &[&place.name]);
                place.aliases.iter().for_each(|alias| all(id.into(), &[alias]));
            }
        }
        Field::Source => {
            for (&id, source) in &case.sources {
                all(id.into(), &[&source.title, &source.reference, &source.author, &source.publisher]);
                all(id.into(), &[&source.origin, &source.public_label]);
            }
        }
        Field::Kind
        | Field::Is
        | Field::After
        | Field::Before
        | Field::On
        | Field::Status
        | Field::Grade
        | Field::Tag
        | Field::Marking => {}
    }
}

/// The records that a name means: those called exactly so, else those with a word of a name beginning so. A place means
/// what lies in it as well.
pub(super) fn meant(case: &Case, field: Field, name: &str) -> Ids {
    let wanted = spaced(name);
    let (mut exact, mut begun) = (Ids::new(), Ids::new());
    each_name(case, field, &mut |id, name| {
        let name = spaced(name);
        if name == wanted {
            exact.insert(id);
        } else if exact.is_empty() && has_word(&name, &wanted) {
            begun.insert(id);
        }
    });
    let ids = if exact.is_empty() { begun } else { exact };
    if field == Field::Place { within(case, ids) } else { ids }
}

/// Whether a word of a name begins with the text.
fn has_word(name: &str, wanted: &str) -> bool {
    let is_begin =
        |at: usize| name.get(..at).and_then(|head| head.chars().next_back()).is_none_or(|c| !c.is_alphanumeric());
    !wanted.is_empty() && name.match_indices(wanted).any(|(at, _)| is_begin(at))
}

/// These places, and all that lie in them.
fn within(case: &Case, ids: Ids) -> Ids {
    if ids.is_empty() {
        return ids;
    }
    let lies = |id: PlaceId| upwards(case, id).into_iter().any(|place| ids.contains(&place.into()));
    case.places.keys().copied().filter(|&id| lies(id)).map(RecordId::from).collect()
}

/// The records with the text in one of the names by which others name them.
pub(super) fn called(case: &Case, text: &str) -> Ids {
    let mut ids = Ids::new();
    for field in [Field::Actor, Field::Place, Field::Theme] {
        each_name(case, field, &mut |id, name| {
            if spaced(name).contains(text) {
                ids.insert(id);
            }
        });
    }
    ids
}

/// The name that was perhaps meant where nothing is called so.
pub(super) fn near(case: &Case, field: Field, name: &str) -> Option<String> {
    let mut names = Vec::new();
    each_name(case, field, &mut |_, name| names.push(name));
    let whole = nearest(name, names.iter().copied());
    let words = || nearest(name, names.iter().flat_map(|name| name.split_whitespace()));
    whole.or_else(words).map(str::to_owned)
}
