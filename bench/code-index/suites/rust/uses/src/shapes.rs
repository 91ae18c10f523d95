pub mod round;

pub use self::round::Circle as Disc;
