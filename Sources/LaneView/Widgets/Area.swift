/// A rectangle of a frame.
struct Area: Hashable, Sendable {
    var rows: Range<Int>
    var columns: Range<Int>
}
