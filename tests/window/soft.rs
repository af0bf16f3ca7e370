//! Pictures on the CPU: what egui tessellates, drawn without a GPU or a driver, the same bytes everywhere.

use std::collections::BTreeMap;

use dream_soft_render::{ClipRect, Color, Error, Mesh, SoftwareRenderer, TextureId, Vertex};
use egui::epaint::{ClippedPrimitive, ImageDelta, Primitive};
use egui::{ImageData, TexturesDelta};
use egui_kittest::TestRenderer;
use image::RgbaImage;

/// Draws at most 1280 × 720 pixels, as many as its rasterizer takes.
#[derive(Default)]
pub struct SoftRenderer {
    renderer: SoftwareRenderer,
    textures: BTreeMap<egui::TextureId, TextureId>,
    /// Freed in the frame that was drawn last, and still in use by it.
    leaving: Vec<egui::TextureId>,
}

impl TestRenderer for SoftRenderer {
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        for id in std::mem::take(&mut self.leaving) {
            self.free(id);
        }
        let changed: BTreeMap<_, _> = delta.set.drain().collect();
        for (id, changes) in changed {
            for change in &changes {
                self.update(id, change).unwrap_or_else(|error| panic!("texture {id:?}: {error}"));
            }
        }
        self.leaving.extend(delta.free.drain());
    }

    fn render(&mut self, ctx: &egui::Context, output: &egui::FullOutput) -> Result<RgbaImage, String> {
        let scale = output.pixels_per_point;
        let primitives = ctx.tessellate(output.shapes.clone(), scale);
        let size = ctx.content_rect().size() * scale;
        let (width, height) = (pixel(size.x), pixel(size.y));
        self.draw(&primitives, scale, (width, height)).map_err(|error| error.to_string())?;
        let pixels = self.renderer.surface().pixels.clone();
        RgbaImage::from_raw(width, height, pixels).ok_or_else(|| "the surface has another size".to_owned())
    }
}

impl SoftRenderer {
    /// A whole texture replaces the one before; a part is written into it.
    fn update(&mut self, id: egui::TextureId, change: &ImageDelta) -> Result<(), Error> {
        let ImageData::Color(image) = &change.image;
        let [width, height] = image.size;
        let pixels: Vec<u8> = image.pixels.iter().flat_map(egui::Color32::to_array).collect();
        match (change.pos, self.textures.get(&id)) {
            (Some([x, y]), Some(&texture)) => self.renderer.update_texture(texture, x, y, width, height, &pixels),
            (Some(_), None) => panic!("a part of texture {id:?}, which was never whole"),
            (None, _) => {
                self.free(id);
                self.textures.insert(id, self.renderer.create_texture(width, height, &pixels)?);
                Ok(())
            }
        }
    }

    fn free(&mut self, id: egui::TextureId) {
        if let Some(texture) = self.textures.remove(&id) {
            self.renderer.free_texture(texture).unwrap();
        }
    }

    fn draw(&mut self, primitives: &[ClippedPrimitive], scale: f32, (width, height): (u32, u32)) -> Result<(), Error> {
        let mut frame = self.renderer.begin_frame(width as usize, height as usize)?;
        frame.clear(Color::BLACK);
        for ClippedPrimitive { clip_rect, primitive } in primitives {
            let Primitive::Mesh(mesh) = primitive else { panic!("a paint callback needs a GPU") };
            let texture = self.textures.get(&mesh.texture_id).copied();
            assert!(texture.is_some(), "texture {:?} was never given", mesh.texture_id);
            let vertices: Vec<Vertex> = mesh.vertices.iter().map(|vertex| scaled(vertex, scale)).collect();
            // One triangle at a time: the rasterizer's short cut for fans drops the last column of rounded shapes.
            for triangle in mesh.indices.chunks(3) {
                let vertices: Vec<Vertex> =
                    triangle.iter().filter_map(|&index| vertices.get(index as usize)).copied().collect();
                frame.mesh(Mesh { vertices: &vertices, indices: &[0, 1, 2], texture }, clip(*clip_rect, scale))?;
            }
        }
        Ok(())
    }
}

fn scaled(vertex: &egui::epaint::Vertex, scale: f32) -> Vertex {
    let [r, g, b, a] = vertex.color.to_array();
    let colour = Color::from_rgba_premultiplied(r, g, b, a);
    Vertex::new([vertex.pos.x * scale, vertex.pos.y * scale], [vertex.uv.x, vertex.uv.y], colour)
}

/// Whole pixels; what lies beyond the surface the rasterizer cuts off.
fn clip(rect: egui::Rect, scale: f32) -> ClipRect {
    let [left, top, right, bottom] =
        [rect.min.x, rect.min.y, rect.max.x, rect.max.y].map(|points| pixel(points * scale));
    ClipRect::new(left, top, right, bottom)
}

#[expect(clippy::cast_sign_loss, reason = "not below zero after `max`")]
fn pixel(place: f32) -> u32 {
    place.round().max(0.0) as u32
}
