//! The centre with everything behind it: real store, real floor, real tasks; time and voice belong to the test.

#[cfg(test)]
mod all {
    mod attach;
    mod floors;
    mod people;
    mod upkeep;
    mod web_call;
    mod wrap_up;
}
