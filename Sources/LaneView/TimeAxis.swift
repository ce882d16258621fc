import ThreadTrace

/// How much time a column stands for, and which stretch of the run is in view.
///
/// The view begins at a whole number of columns, so that what is drawn moves by columns and never flickers between two.
package struct TimeAxis: Hashable, Sendable {
    private struct Level: Sendable {
        let milliseconds: Int
        /// Columns from one tidy instant to the next.
        let ticks: Int
    }

    private static let levels = [
        Level(milliseconds: 1, ticks: 10), Level(milliseconds: 2, ticks: 10),
        Level(milliseconds: 5, ticks: 10),
        Level(milliseconds: 10, ticks: 10), Level(milliseconds: 20, ticks: 10),
        Level(milliseconds: 50, ticks: 10), Level(milliseconds: 100, ticks: 10),
        Level(milliseconds: 200, ticks: 10), Level(milliseconds: 500, ticks: 10),
        Level(milliseconds: 1000, ticks: 10), Level(milliseconds: 2000, ticks: 10),
        Level(milliseconds: 5000, ticks: 12), Level(milliseconds: 10_000, ticks: 12),
        Level(milliseconds: 30_000, ticks: 10), Level(milliseconds: 60_000, ticks: 10),
    ]

    /// Columns kept free behind the live edge.
    private static let margin = 2

    private var level = 6
    /// The first column in view, counted from the start of the run; nil while the view follows the live edge.
    private var first: Int?

    package init() {}

    var isFollowing: Bool { first == nil }
    var canZoomIn: Bool { level > 0 }
    var canZoomOut: Bool { level < Self.levels.count - 1 }

    /// How much time a column stands for.
    package var step: Duration { .milliseconds(Self.levels[level].milliseconds) }

    /// What `count` columns show.
    package func columns(_ count: Int, now: Instant) -> TimeColumns {
        let live = liveStart(count, now)
        let start = Int64(min(first ?? live, live)) * step.nanoseconds
        return TimeColumns(start: Instant(nanoseconds: start), width: step, count: max(count, 0))
    }

    /// Whether anything of the run lies outside what the live view shows.
    func canScroll(_ count: Int, now: Instant) -> Bool { liveStart(count, now) > 0 }

    /// Keeps the middle of the view where it is, or goes on following.
    package mutating func zoom(by levels: Int, _ count: Int, now: Instant) {
        let before = step
        level = min(max(level + levels, 0), Self.levels.count - 1)
        guard let start = first else { return }
        let half = max(count, 0) / 2
        let middle = Double(start + half) * before.inSeconds / step.inSeconds
        show(from: Int(middle) - half, count, now)
    }

    package mutating func scroll(by columns: Int, _ count: Int, now: Instant) {
        show(from: (first ?? liveStart(count, now)) + columns, count, now)
    }

    /// Stays at the start of the run, also when the run goes on beyond the view.
    package mutating func scrollToStart() { first = 0 }

    package mutating func follow() { first = nil }

    /// Tidy instants in view and the columns that they begin in, so far apart that two columns are free between labels.
    package func labels(_ columns: TimeColumns) -> [(column: Int, text: String)] {
        var interval = Int64(Self.levels[level].ticks)
        while true {
            let labels = labels(columns, every: interval)
            if labels.allSatisfy({ $0.text.utf8.count + 2 <= interval }) { return labels }
            interval *= 2
        }
    }

    private func labels(_ columns: TimeColumns, every interval: Int64) -> [(column: Int, text: String)] {
        let width = step.nanoseconds
        let start = columns.start.nanoseconds / width
        var tick = (start + interval - 1) / interval * interval
        var labels: [(column: Int, text: String)] = []
        while tick - start < Int64(columns.count) {
            let text = TimeText.label(Instant(nanoseconds: tick * width))
            let column = Int(tick - start)
            if column + text.utf8.count <= columns.count { labels.append((column, text)) }
            tick += interval
        }
        return labels
    }

    private mutating func show(from column: Int, _ count: Int, _ now: Instant) {
        first = column >= liveStart(count, now) ? nil : max(column, 0)
    }

    /// Where the view begins while it follows: at 0 until the live edge comes near the right side.
    private func liveStart(_ count: Int, _ now: Instant) -> Int {
        // A century is enough for any run and leaves room to add without overflow.
        let now = min(max(now.nanoseconds, 0), 3_155_760_000_000_000_000)
        return max(Int(now / step.nanoseconds) - max(count - 1 - Self.margin, 0), 0)
    }
}
