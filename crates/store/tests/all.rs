//! Tests of the store against real databases, see `testkit::database`.

#[cfg(test)]
mod all {
    mod callbacks;
    mod crash;
    mod customers;
    mod facts;
    mod history;
    mod isolation;
    mod open;
    mod people;
    mod raw;
    mod records;
    mod sample;
    mod sounds;
    mod telephony;
    mod tenants;
}
