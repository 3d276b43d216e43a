//! A whole voice node on loopback with a telephone as the carrier, a browser as the agent and a script as the centre.

#[cfg(test)]
mod agent;
#[cfg(test)]
mod bridge;
#[cfg(test)]
mod carrier;
#[cfg(test)]
mod customer;
#[cfg(test)]
mod dialled;
#[cfg(test)]
mod door;
#[cfg(test)]
mod failure;
#[cfg(test)]
mod invitation;
#[cfg(test)]
mod keys;
#[cfg(test)]
mod phone;
#[cfg(test)]
mod recording;
#[cfg(test)]
mod scene;
#[cfg(test)]
mod trunk;
