//! Whose query is typed into a box: that of all views, or that of the graph's lens.

use std::sync::Arc;

use egui::Id;

use crate::case::View;
use crate::query::ask::Hits;
use crate::query::network::Focus;
use crate::session::{Command, Commands, Filter, QueryLens, Sight};

/// Whose query is typed into a box.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ui) enum Scope {
    /// That of all views.
    Views,
    /// That of the graph's lens.
    Graph,
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
        Self { filter: scope.filter(session).clone(), focus: session.view().focus }
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
        }
    }

    /// What the field is called.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Views => "Search",
            Self::Graph => "Lens of the graph",
        }
    }

    /// What stands in the field while it is empty.
    pub const fn hint(self) -> &'static str {
        match self {
            Self::Views => "Search: words, theme:DT",
            Self::Graph => "Lens: a query",
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
        }
    }

    /// What is asked.
    pub fn filter(self, session: Sight<'_>) -> &Filter {
        match self {
            Self::Views => &session.view().filter,
            Self::Graph => &session.view().lens.filter,
        }
    }

    /// What that finds.
    pub const fn hits(self, session: Sight<'_>) -> Option<&Arc<Hits>> {
        match self {
            Self::Views => session.answers().hits.as_ref(),
            Self::Graph => session.answers().found.as_ref(),
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
        }
    }

    /// What a saved view asks: for the graph its lens, or else its query.
    pub fn saved(self, view: &View) -> &str {
        match self {
            Self::Graph if !view.aspect.lens.is_empty() => &view.aspect.lens,
            Self::Views | Self::Graph => &view.aspect.query,
        }
    }
}
