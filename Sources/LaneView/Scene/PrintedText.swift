import ThreadTrace

/// A line that was printed past the run: when it came is known, not by whom.
package struct PrintedText: Hashable, Sendable {
    /// How many events there were.
    package private(set) var position: Int
    package let time: Instant
    package let text: String
    package let isError: Bool

    /// Positions have fallen by so many, as events of before have been forgotten.
    mutating func forget(_ count: Int) { position = max(position - count, 0) }
}
