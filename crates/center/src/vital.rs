//! Tasks the centre cannot be without: when one panics, whoever runs the centre hears of it.

use tokio::{sync::watch, task::JoinHandle};

pub struct Vitals(watch::Sender<Option<&'static str>>);

impl Default for Vitals {
    fn default() -> Self {
        Self(watch::Sender::new(None))
    }
}

impl Vitals {
    pub fn spawn(
        &self,
        name: &'static str,
        work: impl Future<Output = ()> + Send + 'static,
    ) -> JoinHandle<()> {
        let lost = self.0.clone();
        tokio::spawn(async move {
            if tokio::spawn(work).await.is_err_and(|it| it.is_panic()) {
                lost.send_replace(Some(name));
            }
        })
    }

    /// Returns the name of the first that has panicked; never, as long as all is well.
    pub fn failed(&self) -> impl Future<Output = &'static str> + Send + use<> {
        let mut lost = self.0.subscribe();
        async move {
            match lost.wait_for(Option::is_some).await.ok().and_then(|it| *it) {
                Some(name) => name,
                // Everything has ended, and in order.
                None => std::future::pending().await,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_panic_is_heard_of_and_an_end_is_not() {
        let vitals = Vitals::default();
        vitals.spawn("one that ends", async {}).await.unwrap();
        let failed = vitals.failed();
        vitals.spawn("one that breaks", async { panic!("on purpose") });
        assert_eq!(failed.await, "one that breaks");
    }
}
