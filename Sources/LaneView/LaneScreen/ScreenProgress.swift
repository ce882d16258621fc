import ThreadTrace

/// What the screen has seen of a run so far: what happens now that had not happened before is told by the difference.
struct ScreenProgress: Hashable, Sendable {
    /// How many steps there were at the moment that was shown; nil while nobody steps.
    var step: Int?
    /// Whether keys go through the past step by step.
    var isStepping = false
    var wasOver = false
    /// Whether the user has said how much a column stands for.
    var hasChosenScale = false
    var hadCircle = false
    /// The most columns that names and states have taken: lanes do not jump from frame to frame.
    var needs = LanesArea.Needs()
}
