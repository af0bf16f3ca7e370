//! What is shown: in the window, and in each pane that was pinned and no longer follows it.

use std::collections::BTreeMap;
use std::time::Duration;

use super::answers::{Answers, Piece, Shown, Waste};
use super::command::Command;
use super::host::Wake;
use super::selection::Selection;
use super::settle::Settled;
use super::store::Session;
use super::view::ViewState;
use crate::case::{Case, NamedBy, Pane};

/// A pane that can be pinned: from then on it shows what it showed, whatever the window does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Canvas {
    /// The timeline.
    Timeline,
    /// The actor graph.
    Graph,
    /// The mandate matrix.
    Matrix,
}

impl Canvas {
    /// Every pane that can be pinned.
    pub const ALL: [Self; 3] = [Self::Timeline, Self::Graph, Self::Matrix];

    /// The pane as it stands in a file.
    pub(super) const fn pane(self) -> Pane {
        match self {
            Self::Timeline => Pane::Timeline,
            Self::Graph => Pane::Graph,
            Self::Matrix => Pane::Matrix,
        }
    }

    /// The pane that stands so in a file, if this version knows it.
    pub(super) const fn of(pane: Pane) -> Option<Self> {
        match pane {
            Pane::Timeline => Some(Self::Timeline),
            Pane::Graph => Some(Self::Graph),
            Pane::Matrix => Some(Self::Matrix),
            Pane::Other => None,
        }
    }

    /// What it is called at the beginning of a sentence.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Timeline => "The timeline",
            Self::Graph => "The actor graph",
            Self::Matrix => "The mandate matrix",
        }
    }
}

/// Whose scene it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Whose {
    /// The window's.
    Window,
    /// That of a pane. Each pin has a number of its own: answers to one never are those to the next.
    Pane(Canvas, u64),
}

impl Whose {
    /// Whether the canvas is drawn from that scene.
    fn sees(self, canvas: Canvas) -> bool {
        match self {
            Self::Window => true,
            Self::Pane(own, _) => own == canvas,
        }
    }
}

/// What is shown somewhere, and what follows from it.
pub(super) struct Scene {
    pub view: ViewState,
    pub answers: Answers,
    pub settled: Settled,
}

impl Scene {
    fn new(case: &Case, view: ViewState) -> Self {
        Self { view, answers: Answers::of_new(case), settled: Settled::default() }
    }

    /// The same again for a pane, to go its own way from here.
    fn pinned(&self, canvas: Canvas, wake: &Wake, is_still: bool) -> Self {
        let settled = if canvas == Canvas::Graph { self.settled.pinned(wake, is_still) } else { Settled::default() };
        Self { view: self.view.clone(), answers: self.answers.clone(), settled }
    }

    /// Drops what the case no longer has.
    fn keep_to(&mut self, case: &Case) {
        self.view.focus = self.view.focus.filter(|focus| case.has(focus.on.into()));
    }
}

/// The window's scene, and one for each pane that is pinned.
pub(super) struct Scenes {
    pub own: Scene,
    pinned: BTreeMap<Canvas, Pinned>,
    /// How often a pane was pinned.
    pins: u64,
}

/// A pane that is pinned.
struct Pinned {
    /// Which pin it is, of all so far.
    number: u64,
    /// Whether a saved view brought it.
    is_of_view: bool,
    scene: Scene,
}

impl Scenes {
    pub fn new(case: &Case, view: ViewState) -> Self {
        Self { own: Scene::new(case, view), pinned: BTreeMap::new(), pins: 0 }
    }

    /// The scenes of another case. What was shown of the one before is given back, to be taken apart.
    pub fn replace(&mut self, case: &Case, view: ViewState) -> Waste {
        let next = Self { pins: self.pins, ..Self::new(case, view) };
        Box::new(std::mem::replace(self, next).answers())
    }

    fn answers(self) -> Vec<Answers> {
        let pinned = self.pinned.into_values().map(|pin| pin.scene.answers);
        pinned.chain([self.own.answers]).collect()
    }

    /// The scene of a pane that is pinned.
    pub fn pinned(&self, canvas: Canvas) -> Option<&Scene> {
        self.pinned.get(&canvas).map(|pin| &pin.scene)
    }

    /// The same, to be changed.
    pub fn pinned_mut(&mut self, canvas: Canvas) -> Option<&mut Scene> {
        self.pinned.get_mut(&canvas).map(|pin| &mut pin.scene)
    }

    /// Every scene, the window's first.
    pub fn all_mut(&mut self) -> impl Iterator<Item = (Whose, &mut Scene)> {
        let pinned = self.pinned.iter_mut();
        let pinned = pinned.map(|(&canvas, pin)| (Whose::Pane(canvas, pin.number), &mut pin.scene));
        std::iter::once((Whose::Window, &mut self.own)).chain(pinned)
    }

    /// From now on the pane shows what the window shows now. Whether it did not already stand still.
    pub fn pin(&mut self, canvas: Canvas, wake: &Wake, is_still: bool) -> bool {
        let is_new = !self.pinned.contains_key(&canvas);
        if is_new {
            self.pins += 1;
            let scene = self.own.pinned(canvas, wake, is_still);
            drop(self.pinned.insert(canvas, Pinned { number: self.pins, is_of_view: false, scene }));
        }
        is_new
    }

    /// Says of a pane that is pinned that a saved view brought it: it goes when another one is shown.
    pub fn note_view(&mut self, canvas: Canvas) {
        if let Some(pin) = self.pinned.get_mut(&canvas) {
            pin.is_of_view = true;
        }
    }

    /// The panes that a saved view brought.
    pub fn of_view(&self) -> Vec<Canvas> {
        self.pinned.iter().filter(|(_, pin)| pin.is_of_view).map(|(&canvas, _)| canvas).collect()
    }

    /// The pane follows the window again. What it showed is given back, to be taken apart.
    pub fn unpin(&mut self, canvas: Canvas) -> Option<Waste> {
        Some(Box::new(self.pinned.remove(&canvas)?.scene.answers))
    }

    /// Takes what follows from the case, and what everybody does together, over from the window; drops what the case no
    /// longer has.
    pub fn keep_to(&mut self, case: &Case) {
        self.own.keep_to(case);
        for pin in self.pinned.values_mut() {
            pin.scene.view.follow(&self.own.view);
            pin.scene.keep_to(case);
        }
    }

    /// What is asked for each scene.
    pub fn shown(&mut self, case: &Case) -> BTreeMap<Whose, Shown> {
        self.all_mut().map(|(whose, scene)| (whose, Shown::of(case, &scene.view))).collect()
    }

    /// Answers at once what is cheap, where it is seen: lays out lanes and the graph. Gives back what that replaces.
    pub fn settle(
        &mut self,
        (case, shown): (&Case, &BTreeMap<Whose, Shown>),
        (wake, patience, is_still): (&Wake, Duration, bool),
    ) -> Vec<Waste> {
        let mut waste = Vec::new();
        for (whose, scene) in self.all_mut() {
            if whose.sees(Canvas::Timeline) {
                waste.extend(shown.get(&whose).and_then(|shown| scene.answers.derive(shown)));
            }
            if whose.sees(Canvas::Graph) {
                let network = (case, &scene.answers.network);
                scene.settled.refresh(network, &scene.view.pins, (wake, patience, is_still));
            }
        }
        waste
    }

    /// Takes in a new answer: what follows from the case alone is everybody's. Gives back what it replaces.
    pub fn take(&mut self, whose: Whose, piece: Piece) -> Vec<Waste> {
        if piece.is_of_case() {
            return self.all_mut().filter_map(|(_, scene)| scene.answers.take(piece.clone())).collect();
        }
        match self.all_mut().find(|(one, _)| *one == whose) {
            Some((_, scene)) => scene.answers.take(piece).into_iter().collect(),
            // It was let go meanwhile.
            None => vec![Box::new(piece)],
        }
    }

    /// Says of all answers whether they are being renewed.
    pub fn set_renewing(&mut self, is_renewing: bool) {
        self.all_mut().for_each(|(_, scene)| scene.answers.is_renewing = is_renewing);
    }

    /// Raises the marking at once by what has changed.
    pub fn raise_marking(&mut self, old: &Case, new: &Case) {
        self.own.answers.raise_marking(old, new);
        let marking = self.own.answers.marking;
        self.all_mut().for_each(|(_, scene)| scene.answers.marking = marking);
    }

    /// Finds anew in every scene what has to do with what is selected there.
    pub fn relate(&mut self, case: &Case) {
        let named_by = self.own.answers.named_by.clone();
        let named_by: Option<&NamedBy> = named_by.as_deref();
        self.all_mut().for_each(|(_, scene)| scene.view.selection.relate(case, named_by));
    }
}

/// A session as one pane sees it: through the scene of the window, or through its own where it is pinned. A view that
/// can be pinned reads it in the place of the session.
#[derive(Clone, Copy)]
pub struct Sight<'a> {
    session: &'a Session,
    scene: &'a Scene,
    pinned: Option<Canvas>,
}

impl Session {
    /// What a pane sees; what the window shows, where it is no pane that can be pinned.
    pub fn sight(&self, canvas: Option<Canvas>) -> Sight<'_> {
        let pinned = canvas.and_then(|canvas| Some((canvas, self.scenes.pinned(canvas)?)));
        let scene = pinned.map_or(&self.scenes.own, |(_, scene)| scene);
        Sight { session: self, scene, pinned: pinned.map(|(canvas, _)| canvas) }
    }

    /// Whether a pane is pinned.
    pub fn is_pinned(&self, canvas: Canvas) -> bool {
        self.scenes.pinned(canvas).is_some()
    }
}

impl<'a> Sight<'a> {
    /// The whole session, as the window sees it.
    pub const fn window(self) -> &'a Session {
        self.session
    }

    /// The pane whose own scene this is; `None` where it follows the window.
    pub const fn pinned(self) -> Option<Canvas> {
        self.pinned
    }

    /// A command as it is meant here: see [`Command::Within`].
    #[must_use]
    pub fn meant(self, command: Command) -> Command {
        match self.pinned {
            Some(canvas) => command.within(canvas),
            None => command,
        }
    }

    /// The case as it is now, for every pane.
    pub fn case(self) -> &'a Case {
        self.session.case()
    }

    /// What is shown here.
    pub const fn view(self) -> &'a ViewState {
        &self.scene.view
    }

    /// What is selected here.
    pub const fn selection(self) -> &'a Selection {
        &self.scene.view.selection
    }

    /// What follows from the case and from what is shown here.
    pub const fn answers(self) -> &'a Answers {
        &self.scene.answers
    }

    /// Where the nodes of the graph stand here.
    pub const fn settled(self) -> &'a Settled {
        &self.scene.settled
    }

    /// Which case since the start, and which of its values.
    pub const fn generation(self) -> (u32, u64) {
        self.session.generation()
    }
}
