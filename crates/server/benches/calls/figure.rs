//! Figures as `cargo xtask bench` reads them.

pub struct Figure {
    pub id: &'static str,
    pub unit: &'static str,
    /// The value is to be no more than this.
    pub most: Option<f64>,
}

impl Figure {
    pub fn print(&self, value: f64) {
        let Self { id, unit, most } = self;
        let judged =
            most.map_or(String::new(), |most| format!(r#","target":"≤ {most}","pass":{}"#, value <= most));
        println!(r#"{{"id":"{id}","value":{value:.2},"unit":"{unit}"{judged}}}"#);
    }
}

/// What this share of the values does not exceed.
pub fn share(values: &mut [f64], share: f64) -> f64 {
    values.sort_by(f64::total_cmp);
    let at = (values.len() as f64 * share).ceil() as usize;
    values.get(at.saturating_sub(1)).copied().unwrap_or(0.0)
}
