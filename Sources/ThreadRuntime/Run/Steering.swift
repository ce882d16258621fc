import ThreadModel
import ThreadTrace

/// Who decides how a run goes on, and what has been decided.
struct Steering {
    var scheduler: any Scheduler
    /// After so many steps the run is cut off.
    let maxSteps: Int?
    /// Who has been chosen to go next, when nothing but the clock or a pause holds it back.
    var chosen: ThreadID?
    /// Steps that may be taken although the run is paused.
    var permittedSteps = 0
    /// Whether it was paused when it came to its end, where its clock stands anyway.
    var endedPaused = false
    /// Steps that a person chose.
    var byHand = 0
    /// Watched in a run that somebody may steer.
    var dare: DareWatch?
}
