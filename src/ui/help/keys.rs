//! The keys of each pane, as data: those of menus are in the table of actions.

/// The keys of one part of the window.
pub(super) struct Group {
    /// What the part is called.
    pub title: &'static str,
    /// Keys, and what they do.
    pub keys: &'static [(&'static str, &'static str)],
}

/// Every part of the window that has keys of its own.
pub(super) const GROUPS: &[Group] = &[
    Group {
        title: "Everywhere",
        keys: &[
            ("Tab, Shift+Tab", "go to the next or the previous field or button"),
            ("Click", "select; the other panes mark what has to do with it"),
            ("Ctrl+Click", "add to the selection, or take out of it"),
            ("Esc", "leave what was entered last"),
            ("Mouse buttons 4 and 5", "back and forward through what was selected"),
            ("Ctrl+Tab", "the next tab of the pane under the pointer"),
            ("Double-click on a tab", "fill the window with the pane, or show all again"),
            ("F12", "how long the last frames took"),
        ],
    },
    Group {
        title: "Timeline",
        keys: &[
            ("Scroll", "move through the lanes"),
            ("Ctrl+Scroll", "zoom"),
            ("Drag the ground", "move in time"),
            ("Drag a mark", "give another date; you say how precise it is"),
            ("Shift+Drag on the strip", "move what is in view"),
            ("← →", "move the brush, with the strip in focus"),
            ("Shift+← →", "move the end of the brush"),
            ("Ctrl+← →", "move the start of the brush"),
            ("Esc", "show all of time again"),
        ],
    },
    Group {
        title: "Mandate matrix",
        keys: &[
            ("Arrows, Page, Home, End", "go from cell to cell"),
            ("Shift+Arrows, Shift+Click, drag", "select several cells"),
            ("Enter", "go into the cell's page"),
            ("M, R, E, A, S, N, X", "mandated, requested, encouraged, active, resourced, analysed, excluded"),
            ("Delete", "take the claim out"),
            ("Ctrl+C", "copy what is selected"),
            ("Alt+Arrows, drag a name", "move a mission, or a theme from its name"),
            ("F2", "rename a mission or theme"),
            ("Ctrl+V", "look at a table that was copied, to take it in"),
            ("Menu, Shift+F10", "what else can be done"),
        ],
    },
    Group {
        title: "Actor graph",
        keys: &[
            ("Arrows", "go to the nearest party in that direction"),
            ("Enter", "select it; pressed again, its surroundings alone"),
            ("Double-click", "its surroundings alone"),
            ("Scroll", "zoom"),
            ("Drag a party", "pin it there"),
            ("Menu, Shift+F10", "what else can be done"),
        ],
    },
    Group {
        title: "Forms",
        keys: &[("Tab", "keep what was typed and go on"), ("Enter", "keep what was typed; choose what is marked")],
    },
    Group { title: "Tour", keys: &[("→, Enter", "the next step"), ("←", "the step before"), ("Esc", "leave")] },
];
