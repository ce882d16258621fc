import ThreadTrace

/// A line that was printed past the run: when it came is known, not by whom.
package struct PrintedText: Hashable, Sendable {
    /// How many events there were.
    package let position: Int
    package let time: Instant
    package let text: String
    package let isError: Bool
}
