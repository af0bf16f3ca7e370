//! From the layout's plane to the screen and back.

use egui::{Pos2, Rect, Vec2};

/// The least and the greatest magnification. The least shows whatever can be pinned at once.
const ZOOM: (f32, f32) = (0.0005, 6.0);
/// No place on the screen lies further away, in points: beyond, egui's numbers are no longer exact.
const FAR: f32 = 1e6;

/// Which part of the layout's plane is in view.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Camera {
    /// The point of the plane in the middle of the view.
    pub centre: Vec2,
    /// Points of the screen for a unit of the plane, along x.
    pub zoom: f32,
    /// How much more that is along y: a layout has no sides of its own, and fills the pane that it is given.
    pub stretch: f32,
}

impl Default for Camera {
    fn default() -> Self {
        Self { centre: Vec2::ZERO, zoom: 1.0, stretch: 1.0 }
    }
}

impl Camera {
    /// Shows all of these places, with room for labels.
    pub fn around(places: impl Iterator<Item = Pos2>, view: Rect) -> Self {
        let bounds = Rect::from_points(&places.filter(|place| place.is_finite()).collect::<Vec<_>>());
        if !bounds.is_finite() {
            return Self::default();
        }
        let room = Vec2::new((view.width() * 0.26).clamp(90.0, 190.0), 76.0);
        let size = (view.size() - room).max(Vec2::splat(40.0));
        let (along_x, along_y) = (size.x / bounds.width().max(1.0), size.y / bounds.height().max(1.0));
        let zoom = along_x.min(along_y * 1.5).clamp(ZOOM.0, 1.6);
        let stretch = (along_y / zoom).clamp(1.0 / 1.5, 1.5);
        Self { centre: bounds.center().to_vec2(), zoom, stretch }
    }

    /// Where a point of the plane stands on the screen; nothing for what is no point.
    pub fn to_screen(self, place: Pos2, view: Rect) -> Option<Pos2> {
        let at = view.center() + (place.to_vec2() - self.centre) * self.scale();
        at.is_finite().then_some(at.clamp(Pos2::new(-FAR, -FAR), Pos2::new(FAR, FAR)))
    }

    /// The view moved no further than needed to show a point of the plane.
    #[must_use]
    pub fn showing(self, place: Pos2, view: Rect) -> Self {
        let Some(at) = self.to_screen(place, view) else { return self };
        let room = view.shrink2((view.size() * 0.4).min(Vec2::splat(48.0)));
        self.panned(room.clamp(at) - at)
    }

    /// Which point of the plane stands at a place of the screen.
    pub fn to_plane(self, at: Pos2, view: Rect) -> Pos2 {
        ((at - view.center()) / self.scale() + self.centre).to_pos2()
    }

    /// Points of the screen for a unit of the plane, along each side.
    pub fn scale(self) -> Vec2 {
        Vec2::new(self.zoom, self.zoom * self.stretch)
    }

    /// Moves the view by so many points of the screen.
    #[must_use]
    pub fn panned(self, points: Vec2) -> Self {
        Self { centre: self.centre - points / self.scale(), ..self }
    }

    /// Magnifies, while the point under the pointer keeps its place.
    #[must_use]
    pub fn zoomed(self, factor: f32, at: Pos2, view: Rect) -> Self {
        let zoom = (self.zoom * factor).clamp(ZOOM.0, ZOOM.1);
        let offset = at - view.center();
        let next = Self { zoom, ..self };
        let centre = self.centre + offset / self.scale() - offset / next.scale();
        if zoom.is_finite() && centre.x.is_finite() && centre.y.is_finite() { Self { centre, ..next } } else { self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_point_under_the_pointer_keeps_its_place() {
        let view = Rect::from_min_size(Pos2::new(100.0, 50.0), Vec2::new(600.0, 400.0));
        let camera = Camera { centre: Vec2::new(12.0, -7.0), zoom: 0.8, stretch: 1.3 };
        let pointer = Pos2::new(250.0, 300.0);
        let before = camera.to_plane(pointer, view);
        let after = camera.zoomed(1.7, pointer, view).to_plane(pointer, view);
        assert!(before.distance(after) < 1e-3);
    }

    #[test]
    fn everything_fits_in_view() {
        let view = Rect::from_min_size(Pos2::ZERO, Vec2::new(600.0, 400.0));
        let places = [Pos2::new(-500.0, 20.0), Pos2::new(700.0, 300.0), Pos2::new(0.0, -900.0)];
        let camera = Camera::around(places.into_iter(), view);
        for place in places {
            assert!(view.contains(camera.to_screen(place, view).unwrap()));
        }
    }

    #[test]
    fn nothing_absurd_reaches_the_screen() {
        let view = Rect::from_min_size(Pos2::ZERO, Vec2::new(600.0, 400.0));
        assert_eq!(Camera::default().to_screen(Pos2::new(f32::NAN, 0.0), view), None);
        assert_eq!(Camera::around(std::iter::empty(), view), Camera::default());
        let camera = Camera::default().zoomed(f32::INFINITY, Pos2::ZERO, view);
        assert!(camera.zoom.is_finite());
    }
}
