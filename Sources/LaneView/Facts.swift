/// What the key bar has to know of a screen to show only what does something now.
package struct Facts: OptionSet, Hashable, Sendable {
    package let rawValue: UInt32

    package init(rawValue: UInt32) { self.rawValue = rawValue }

    package static let over = Facts(rawValue: 1 << 0)
    package static let paused = Facts(rawValue: 1 << 1)
    /// There is more than one row to select, or to scroll.
    package static let hasChoice = Facts(rawValue: 1 << 2)
    /// The run is longer than the time axis.
    package static let canScroll = Facts(rawValue: 1 << 3)
    package static let isScrolled = Facts(rawValue: 1 << 4)
    package static let canGoBack = Facts(rawValue: 1 << 5)
    /// The selected thread has not ended.
    package static let canStepThread = Facts(rawValue: 1 << 6)
    /// There is something to choose.
    package static let hasSelection = Facts(rawValue: 1 << 7)
    /// There are primitives in view to select.
    package static let hasPrimitives = Facts(rawValue: 1 << 8)
    /// The primitives panel has the keys.
    package static let isInPrimitives = Facts(rawValue: 1 << 9)
    /// Lanes that used a primitive are highlighted.
    package static let isHighlighting = Facts(rawValue: 1 << 10)
    /// Somebody waits.
    package static let anyWaits = Facts(rawValue: 1 << 11)
}
