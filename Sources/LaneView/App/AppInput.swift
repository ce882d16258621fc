import LaneCanvas
import ThreadTrace

/// Everything that can happen to the program.
package enum AppInput {
    /// Keys, the mouse, the window, the signals that concern a screen.
    case terminal(Input)
    /// So much real time has gone by. A recorded run goes no further than the stop, and where nothing has happened for so much time
    /// it jumps to what happens next.
    case elapsed(Duration, until: Player.Stop? = nil, idleLimit: Duration? = nil)
    /// Lanes are to be shown: of the run that `Effect.run` asked for, or of whatever the program was called with.
    case opened(LanesModel)
    /// A lesson is to be read: `page` brings the lanes of the page that it begins with.
    case lesson(LessonScreen)
    /// The lanes of the lesson's page that `Effect.openPage` asked for; nil where it has none.
    case page(LanesModel?)
    /// What has happened in the run that is shown.
    case events(EventBatch)
    /// A line that was printed past the run, nobody knows by which thread. When it came is an accident, so the trace has none of it.
    case printed(String, isError: Bool)
    /// What a run tells beside its events, or a trace of itself.
    case told(RunReport)
    /// The run has begun anew.
    case restarted
    /// Another run is shown, which goes another way, with what has happened in it.
    case branched(Branch, EventBatch)
    /// One of the runs that there are is shown again, with what happened in it where that was run once more.
    case returned(run: Int, EventBatch?)
    /// The run that was shown has ended, or the lesson.
    case closed
    /// The run that the browser shows small has moved on, or there is another.
    case previewMoved
    /// How far the recording of the screen has come; nil while there is none.
    case recording(Recording?)
    /// An answer to the last key, under the lanes until the next one.
    case answer(String)
    /// Something to be told whatever is shown, until the next key.
    case notice(String)
    /// A sentence to a screencast's audience; nil takes it away.
    case caption(Caption?)
    /// Select the lane of this thread.
    case lane(String)
}

/// What is known of a run beside its events.
package struct RunReport: Sendable {
    package var status: RunStatus
    /// Sources that came with the events, by file.
    package var listings: [String: String]
    /// Whether no further event will come.
    package var hasEnded: Bool

    package init(_ status: RunStatus, listings: [String: String] = [:], hasEnded: Bool = false) {
        self.status = status
        self.listings = listings
        self.hasEnded = hasEnded
    }
}
