//! A limit on the size of files is an error of the write that meets it, and no reason to die.

/// Outlives the signal that comes with such an error. Without it the process ends there and then.
pub fn outlive() {
    // The flag is raised and never looked at: the write that failed says what there is to say.
    #[cfg(unix)]
    let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, std::sync::Arc::default());
}
