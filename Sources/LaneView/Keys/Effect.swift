import ThreadTrace

/// What has to be done that a screen cannot do itself: by the run, by files, by the terminal.
package enum Effect: Hashable, Sendable {
    case pause, resume, step
    case stepThread(ThreadID)
    /// nil: without waiting at all.
    case setSpeed(Double?)
    /// End the run, and begin it anew: `AppInput.restarted` says that it has.
    case restart
    /// Run along the first steps of the run that is shown, and then another way: `AppInput.branched` says that it stands there.
    case branch(Branch)
    /// Go to another of the runs that there are: `AppInput.returned` says that it is shown.
    case visit(run: Int)
    /// Look for what can still come of whatever moment is shown, or no more.
    case lookAhead(Bool)
    /// Let the schedule choose from now on.
    case handBack
    /// End the run, and begin it anew where somebody chooses: `AppInput.restarted` says that it has.
    case restartByHand
    /// To the terminal's clipboard.
    case copy(String)
    /// Start a recording of the screen, or end the one that runs.
    case record
    /// These panels are to be shown the next time, too.
    case remember(Panels)
    /// Write the trace to a file.
    case save
    /// Run the scenario of this name: `AppInput.opened` brings its lanes.
    case run(String)
    /// End the run, and go back to where it was chosen: `AppInput.closed` says that it has ended.
    case back
    /// Show the run of this page of the lesson, or what was learned behind the last one: `AppInput.page` says that it is there.
    case openPage(Int)
    /// Give the terminal back and stop the process, and return when it goes on.
    case suspend
    case quit
    /// End as this signal would have ended the process.
    case die(signal: Int32)
}
