/// What the key bar has to know of a screen to show only what does something now.
package struct Facts: OptionSet, Hashable, Sendable {
    package let rawValue: UInt64

    package init(rawValue: UInt64) { self.rawValue = rawValue }

    package static let over = Facts(rawValue: 1 << 0)
    package static let paused = Facts(rawValue: 1 << 1)
    /// There is more than one row to select, or to scroll.
    package static let hasChoice = Facts(rawValue: 1 << 2)
    /// Something is searched for.
    package static let searching = Facts(rawValue: 1 << 4)
    package static let canGoBack = Facts(rawValue: 1 << 5)
    /// The selected thread has not ended.
    package static let canStepThread = Facts(rawValue: 1 << 6)
    /// There is something to choose.
    package static let hasSelection = Facts(rawValue: 1 << 7)
    /// There are primitives in view to select.
    package static let hasPrimitives = Facts(rawValue: 1 << 8)
    /// Something is wrong with the run, or could go wrong.
    package static let hasFindings = Facts(rawValue: 1 << 10)
    /// Somebody in view waits.
    package static let anyWaits = Facts(rawValue: 1 << 9)

    /// A moment of the past is shown.
    package static let past = Facts(rawValue: 1 << 16)
    /// Something happened before the moment that is shown.
    package static let hasPast = Facts(rawValue: 1 << 17)
    package static let hasLog = Facts(rawValue: 1 << 18)
    /// The axis counts steps.
    package static let bySteps = Facts(rawValue: 1 << 19)
    /// There is more than one lane, seen or not.
    package static let hasLanes = Facts(rawValue: 1 << 20)
    /// A saved trace is shown.
    package static let replay = Facts(rawValue: 1 << 21)
    /// Threads wait for each other in a circle.
    package static let deadlocked = Facts(rawValue: 1 << 23)
    /// One goes through the run step by step.
    package static let stepping = Facts(rawValue: 1 << 24)
    /// The past of a run that goes on is being played.
    package static let playsPast = Facts(rawValue: 1 << 25)
    /// The selection goes along with whoever steps.
    package static let follows = Facts(rawValue: 1 << 26)
    /// The whole run is in view.
    package static let fitted = Facts(rawValue: 1 << 27)
    /// There is source to read.
    package static let hasCode = Facts(rawValue: 1 << 28)
    /// Somebody can choose who goes next.
    package static let canBeSteered = Facts(rawValue: 1 << 11)
    /// Somebody chooses who goes next.
    package static let steered = Facts(rawValue: 1 << 12)
    /// The run goes another way than the one that it came from.
    package static let branched = Facts(rawValue: 1 << 13)
    /// There are several runs to go to.
    package static let hasBranches = Facts(rawValue: 1 << 14)
    /// A page asks something that has not been answered rightly.
    package static let asks = Facts(rawValue: 1 << 32)
    /// A page asks for something that is not done yet.
    package static let held = Facts(rawValue: 1 << 36)
    /// There is a page before the one that is read; one behind it.
    package static let hasPageBefore = Facts(rawValue: 1 << 33)
    package static let hasPageAfter = Facts(rawValue: 1 << 34)
    /// Text and lanes of a page are shown one at a time.
    package static let turns = Facts(rawValue: 1 << 35)
    /// The screen is being recorded.
    package static let recording = Facts(rawValue: 1 << 22)
}
