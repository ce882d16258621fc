import ThreadTrace

/// Whether the axis counts time or steps, how much a column stands for, and where the view stands.
///
/// It looks at a *focus*: the live edge, which it follows, or the cursor, which it keeps in view. The view begins at a whole
/// number of columns, so that what is drawn moves by columns and never flickers between two.
package struct LaneAxis: Hashable, Sendable {
    /// What the view keeps in sight, as a place on the axis.
    package struct Focus: Hashable, Sendable {
        package let place: Int64
        package let isLive: Bool

        package init(place: Int64, isLive: Bool) {
            // A century of nanoseconds is enough for any run and leaves room to add without overflow.
            self.place = min(max(place, 0), 3_155_760_000_000_000_000)
            self.isLive = isLive
        }
    }

    /// Columns kept free behind the live edge or the cursor.
    private static let margin = 2

    package private(set) var unit: AxisUnit
    private var timeLevel = 6
    private var stepLevel = 0
    /// The first column in view, as far as the focus allows; without meaning while that is live.
    private var first: Int64 = 0

    package init(_ unit: AxisUnit = .time) { self.unit = unit }

    var canZoomIn: Bool { level > 0 }
    var canZoomOut: Bool { level < AxisScale.scales(unit).count - 1 }

    /// How much a column stands for, in nanoseconds or in steps.
    package var width: Int64 { scale.width }

    /// What `count` columns show.
    package func columns(_ count: Int, _ focus: Focus) -> AxisColumns {
        let column = focus.place / width
        let room = Int64(max(count - 1 - Self.margin, 0))
        // At 0 until the focus comes near the right side.
        let lowest = max(column - room, 0)
        let start = focus.isLive ? lowest : min(max(first, lowest), column)
        return AxisColumns(
            unit: unit, first: start, width: width, count: max(count, 0), ticks: scale.ticks)
    }

    /// Keeps the view where it is, from when the live edge no longer moves it.
    package mutating func keep(_ count: Int, _ focus: Focus) { first = columns(count, focus).first }

    /// Takes the view along to a focus that has moved out of it to the left, as if the run had just come there.
    package mutating func rejoin(_ count: Int, _ focus: Focus) {
        let column = focus.place / width
        if column < first { first = max(column - Int64(max(count - 1 - Self.margin, 0)), 0) }
    }

    /// Lets the view begin at a place.
    mutating func begin(at place: Int64) { first = max(place, 0) / width }

    /// Brings a place into view from the left: it moves on within the view, rather than the view over it.
    package mutating func bring(_ place: Int64) { first = min(first, max(place, 0) / width) }

    /// Everything from `start` to `end` in view, on the finest scale on which it is.
    package mutating func fit(_ end: Int64, from start: Int64, _ count: Int) {
        let fitted = LaneAxis.fitting(end, from: start, on: unit, count)
        (level, first) = (fitted.level, fitted.first)
    }

    /// The scale that a screen begins with.
    package mutating func resetScale(_ count: Int, _ focus: Focus) {
        zoom(by: LaneAxis(unit).level - level, count, focus)
    }

    /// Keeps the focus in the column that it is in.
    package mutating func zoom(by levels: Int, _ count: Int, _ focus: Focus) {
        let before = columns(count, focus)
        level = min(max(level + levels, 0), AxisScale.scales(unit).count - 1)
        first = max(focus.place / width - Int64(before.column(of: focus.place)), 0)
    }

    /// Between time and steps: the focus, which is `place` on the other axis, comes into the middle, because what lies around it
    /// there is not what lies around it here.
    package mutating func switchUnit(_ count: Int, to place: Int64) {
        unit = unit == .time ? .steps : .time
        first = max(place / width - Int64(max(count, 0) / 2), 0)
    }

    private var scale: AxisScale { AxisScale.scales(unit)[level] }

    private var level: Int {
        get { unit == .time ? timeLevel : stepLevel }
        set { if unit == .time { timeLevel = newValue } else { stepLevel = newValue } }
    }
}
