//! Whose query is typed into a box: that of all views, that of the graph's lens, or that by which the matrix counts.

use std::sync::Arc;

use egui::Id;

use crate::case::View;
use crate::query::ask::Hits;
use crate::query::evidence::Threshold;
use crate::query::network::Focus;
use crate::session::{Command, Commands, Filter, QueryLens, Sight};

/// Whose query is typed into a box.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ui) enum Scope {
    /// That of all views.
    Views,
    /// That of the graph's lens.
    Graph,
    /// That by which incidents count in the matrix.
    Matrix,
}

/// What was asked when a box was opened: Escape brings it back.
#[derive(Clone, Debug, Default)]
pub(super) struct Before {
    pub filter: Filter,
    /// The other lens of the graph, which goes while a query is typed.
    focus: Option<Focus>,
}

impl Before {
    pub fn of(session: Sight<'_>, scope: Scope) -> Self {
        Self { filter: scope.filter(session), focus: session.view().focus }
    }

    /// Asks again what was asked.
    pub fn restore(&self, session: Sight<'_>, scope: Scope, commands: &mut Commands) {
        scope.ask(session, self.filter.clone(), commands);
        if scope == Scope::Graph && self.filter.is_empty() && self.focus.is_some() {
            commands.send(Command::Focus(self.focus));
        }
    }
}

impl Scope {
    /// The id of the field: what is typed there is no part of the case.
    pub fn field_id(self) -> Id {
        match self {
            Self::Views => Id::unique("search query"),
            Self::Graph => Id::unique("query of the graph's lens"),
            Self::Matrix => Id::unique("query by which the matrix counts"),
        }
    }

    /// What the field is called.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Views => "Search",
            Self::Graph => "Lens of the graph",
            Self::Matrix => "Query that counts in the matrix",
        }
    }

    /// What stands in the field while it is empty.
    pub const fn hint(self) -> &'static str {
        match self {
            Self::Views => "Search: words, theme:DT",
            Self::Graph => "Lens: a query",
            Self::Matrix => "Counted: a query",
        }
    }

    /// What the list says while nothing is asked.
    pub const fn advice(self) -> &'static str {
        match self {
            Self::Views => "Type words, or a field such as kind:seizure; Enter keeps the filter, Escape takes it back",
            Self::Graph => {
                "Type words, or a field such as kind:arrested, to see in the graph alone what they find, and what is \
                 around it; Enter keeps the lens, Escape takes it back"
            }
            Self::Matrix => {
                "Type words, or a field such as grade:<=B2, so that in the matrix alone only the incidents that they find \
                 count; Enter keeps the query, Escape takes it back"
            }
        }
    }

    /// What is asked.
    pub fn filter(self, session: Sight<'_>) -> Filter {
        match self {
            Self::Views => session.view().filter.clone(),
            Self::Graph => session.view().lens.filter.clone(),
            Self::Matrix => Filter::of_saved(&session.view().threshold.query),
        }
    }

    /// What that finds.
    pub const fn hits(self, session: Sight<'_>) -> Option<&Arc<Hits>> {
        match self {
            Self::Views => session.answers().hits.as_ref(),
            Self::Graph => session.answers().found.as_ref(),
            Self::Matrix => session.answers().counted.as_ref(),
        }
    }

    /// Asks another query, or the same one otherwise.
    pub fn ask(self, session: Sight<'_>, filter: Filter, commands: &mut Commands) {
        match self {
            Self::Views => {
                commands.send(Command::Query(filter.text));
                commands.send(Command::SurelyOnly(filter.is_surely));
            }
            Self::Graph => commands.send(Command::Lens(QueryLens { filter, steps: session.view().lens.steps })),
            Self::Matrix => {
                let threshold = session.view().threshold.clone();
                commands.send(Command::Threshold(Threshold { query: filter.to_saved(), ..threshold }));
            }
        }
    }

    /// What a saved view asks: for the graph its lens, for the matrix what counts in it, or else its query.
    pub fn saved(self, view: &View) -> &str {
        match self {
            Self::Graph if !view.aspect.lens.is_empty() => &view.aspect.lens,
            Self::Matrix if !view.aspect.counted_query.is_empty() => &view.aspect.counted_query,
            Self::Views | Self::Graph | Self::Matrix => &view.aspect.query,
        }
    }
}
