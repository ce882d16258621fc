import ThreadTrace

/// What the screen tells of a run and the trace does not know.
package struct RunStatus: Hashable, Sendable {
    package var scenario: String
    package var title: String
    /// The file that the scenario is written in, as `Module/File.swift`; empty where that is not known.
    package var file: String
    /// In words: `parallel`, `seed 7`, `round-robin`.
    package var schedule: String
    /// How fast the run's clock goes beside the wall's; nil without waiting at all.
    package var speed: Double?
    package var isPaused: Bool
    /// The run's clock, which goes on while nothing happens; lanes are drawn up to here.
    package var now: Instant
    /// Who goes next, where that is known.
    package var next: ThreadID?
    /// What the selected thread will do next, where the run knows: while it is paused.
    package var upcoming: UpcomingOperation?
    /// What whoever goes next will do, where both are known.
    package var nextOperation: UpcomingOperation?
    /// Whether `Esc` leads anywhere.
    package var canGoBack: Bool
    /// An answer to the last key, such as why it did nothing.
    package var notice: String?
    /// Whether the trace is one that was saved, and is played: `isPaused` says that it is not being played, `now` is its end, and
    /// the screen's cursor is the playhead.
    package var isReplay: Bool
    /// The recording of the screen that is being made; nil while there is none.
    package var recording: Recording?
    /// What runs it again: its name, with the options that it has.
    package var typedName = ""
    /// What comes after all other options then.
    package var typedArguments = ""
    /// What was printed past the run.
    package var printed: [PrintedText] = []
    /// Whether the same steps are taken when it runs again.
    package var isRepeatable = true
    /// Whether somebody can choose who goes next, from any moment on.
    package var canBeSteered = false
    /// What there is to choose from, where somebody does.
    package var wheel: Wheel?
    /// Whether it is beside the page of a lesson, which has some of the keys.
    package var isInLesson = false
    /// What may be tried, where somebody chooses.
    package var dare: ShownDare?
    /// What can still come of the moment that is shown, where that is looked for.
    package var prospects: Prospects?
    /// Where the run that is shown left the one that it came from; nil for the first.
    package var branch: BranchPlace?
    /// How its schedule begins in words: `free` where its clock is.
    package var isFree = false

    package init(
        scenario: String, title: String, file: String = "", schedule: String = "parallel", speed: Double? = 1,
        isPaused: Bool = false, now: Instant = .zero, next: ThreadID? = nil,
        upcoming: UpcomingOperation? = nil, nextOperation: UpcomingOperation? = nil, canGoBack: Bool = false,
        notice: String? = nil,
        isReplay: Bool = false, recording: Recording? = nil
    ) {
        self.scenario = scenario
        typedName = scenario
        self.title = title
        self.file = file
        self.schedule = schedule
        self.speed = speed
        self.isPaused = isPaused
        self.now = now
        self.next = next
        self.upcoming = upcoming
        self.nextOperation = nextOperation
        self.canGoBack = canGoBack
        self.notice = notice
        self.isReplay = isReplay
        self.recording = recording
    }
}
