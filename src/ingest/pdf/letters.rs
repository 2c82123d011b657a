//! The letters of a page with their places, as pdf-extract gives them.

use euclid::vec2;
use pdf_extract::{MediaBox, OutputDev, OutputError, Transform};

/// The most letters of a document.
pub(super) const MOST: usize = 10_000_000;

/// A letter, or several that the font draws as one.
pub(super) struct Letter {
    /// From the left and from the top, in points, at its foot.
    pub(super) x: f64,
    pub(super) y: f64,
    /// Where it ends.
    pub(super) end: f64,
    pub(super) size: f64,
    pub(super) text: String,
}

/// The letters of a page in the order in which they are drawn.
pub(super) struct Letters {
    pub(super) all: Vec<Letter>,
    pub(super) height: f64,
    left: usize,
}

impl Letters {
    /// A page of at most so many letters.
    pub(super) fn new(most: usize) -> Self {
        Self { all: Vec::new(), height: 0.0, left: most }
    }

    pub(super) fn count(&self) -> usize {
        self.all.len()
    }
}

impl OutputDev for Letters {
    fn begin_page(&mut self, _: u32, page: &MediaBox, _: Option<(f64, f64, f64, f64)>) -> Result<(), OutputError> {
        self.height = page.ury - page.lly;
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn output_character(
        &mut self,
        place: &Transform,
        width: f64,
        _: f64,
        size: f64,
        text: &str,
    ) -> Result<(), OutputError> {
        if self.left == 0 {
            return Err(OutputError::from(std::fmt::Error));
        }
        self.left -= 1;
        let scaled = place.transform_vector(vec2(size, size));
        let size = (scaled.x * scaled.y).abs().sqrt();
        let (x, y) = (place.m31, self.height - place.m32);
        if x.is_finite() && y.is_finite() && size.is_finite() && width.is_finite() {
            let text = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
            self.all.push(Letter { x, y, end: x + width * size, size, text });
        }
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}
