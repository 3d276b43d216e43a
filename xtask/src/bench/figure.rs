//! One measured number, as a bench prints it and as a person reads it.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What a bench prints, for messages. `target` and `pass` may be left out.
pub const SAMPLE: &str =
    r#"{"id":"store.facts_projected","value":18250,"unit":"facts/s","target":"≥ 15000","pass":true}"#;

/// See [`SAMPLE`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    pub id: String,
    pub value: f64,
    pub unit: String,
    /// As its bench writes it: a number, or a text that says which way is good.
    #[serde(default)]
    pub target: Option<Value>,
    /// Nothing, for a figure that is only watched.
    #[serde(default)]
    pub pass: Option<bool>,
}

impl Figure {
    /// What a line of output says, if it is a figure at all.
    pub fn read(line: &str) -> Option<Self> {
        serde_json::from_str(line.trim()).ok()
    }

    fn cells(&self) -> [String; 4] {
        let target = match &self.target {
            None | Some(Value::Null) => String::new(),
            Some(Value::String(text)) => text.clone(),
            Some(other) => other.to_string(),
        };
        let verdict = match self.pass {
            None => "",
            Some(true) => "✓",
            Some(false) => "✗ missed",
        };
        [self.id.clone(), format!("{} {}", rounded(self.value), self.unit), target, verdict.to_owned()]
    }
}

/// Lines that line up, with a head.
pub fn table(figures: &[Figure]) -> Vec<String> {
    let head = ["figure", "measured", "target", ""].map(str::to_owned);
    let rows: Vec<[String; 4]> = std::iter::once(head).chain(figures.iter().map(Figure::cells)).collect();
    let widest = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths = [widest(0), widest(1), widest(2), widest(3)];
    let line = |row: &[String; 4]| {
        let cells = row.iter().zip(widths).map(|(cell, width)| format!("{cell:<width$}"));
        cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    rows.iter().map(line).collect()
}

/// As many digits as a measurement deserves.
fn rounded(value: f64) -> String {
    match value.abs() {
        size if size >= 100.0 => format!("{value:.0}"),
        size if size >= 10.0 => format!("{value:.1}"),
        _ => format!("{value:.2}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_read_from_among_other_words() {
        let figure = Figure::read(&format!("  {SAMPLE}")).unwrap();
        assert_eq!(
            (figure.id.as_str(), figure.value, figure.pass),
            ("store.facts_projected", 18250.0, Some(true))
        );
        assert_eq!(Figure::read("   Compiling store v0.1.0"), None);
        assert_eq!(Figure::read(r#"{"reason":"build-finished"}"#), None);
        assert_eq!(Figure::read(r#"{"id":"a","value":1,"unit":"s"}"#).unwrap().pass, None);
    }

    #[test]
    fn the_table_lines_up() {
        let figure = |id: &str, value, target: Option<Value>, pass| Figure {
            id: id.to_owned(),
            value,
            unit: "s".to_owned(),
            target,
            pass,
        };
        let figures = [
            figure("demo.second_start", 1.234, Some("≤ 5".into()), Some(true)),
            figure("a", 1834.4, Some(2000.into()), Some(false)),
        ];
        assert_eq!(
            table(&figures),
            [
                "figure             measured  target",
                "demo.second_start  1.23 s    ≤ 5     ✓",
                "a                  1834 s    2000    ✗ missed"
            ]
        );
    }
}
