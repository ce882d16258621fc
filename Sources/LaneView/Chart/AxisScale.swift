import ThreadTrace

/// What the axis counts, as users name it.
package enum AxisUnit: String, CaseIterable, Hashable, Sendable {
    /// Places on the axis are nanoseconds of the run's clock.
    case time
    /// Places on the axis are numbers of steps taken.
    case steps
}

/// How much of the run one column stands for.
struct AxisScale: Hashable, Sendable {
    /// In nanoseconds or in steps.
    let width: Int64
    /// Columns from one tidy place to the next.
    let ticks: Int64

    static func scales(_ unit: AxisUnit) -> [AxisScale] { unit == .time ? time : steps }

    /// The least that a column can stand for.
    static func finest(_ unit: AxisUnit) -> Int64 { scales(unit)[0].width }

    private static let time: [AxisScale] =
        [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000].map { AxisScale(milliseconds: $0, ticks: 10) }
        + [
            AxisScale(milliseconds: 5000, ticks: 12), AxisScale(milliseconds: 10_000, ticks: 12),
            AxisScale(milliseconds: 30_000, ticks: 10), AxisScale(milliseconds: 60_000, ticks: 10),
        ]

    private static let steps: [AxisScale] = [1, 10, 100, 1000, 10_000, 100_000].flatMap { power in
        [1, 2, 5].map { AxisScale(width: $0 * power, ticks: 10) }
    }

    private init(width: Int64, ticks: Int64) {
        self.width = width
        self.ticks = ticks
    }

    private init(milliseconds: Int64, ticks: Int64) {
        self.init(width: milliseconds * 1_000_000, ticks: ticks)
    }
}

/// The stretch of the run in view.
package struct AxisColumns: Hashable, Sendable {
    package let unit: AxisUnit
    /// The first column, counted from the start of the run.
    package let first: Int64
    /// How much a column stands for, in nanoseconds or in steps.
    package let width: Int64
    package let count: Int
    let ticks: Int64

    /// The place at which column `index` begins.
    package func start(of index: Int) -> Int64 { (first + Int64(index)) * width }

    /// The column of a place; below 0 or beyond `count` when it is out of view.
    package func column(of place: Int64) -> Int {
        Int(min(max(place / width - first, -1), Int64(count)))
    }

    /// A part of these columns.
    subscript(columns: Range<Int>) -> AxisColumns {
        AxisColumns(
            unit: unit, first: first + Int64(columns.lowerBound), width: width, count: columns.count,
            ticks: ticks)
    }

    /// Tidy places in view and the columns that they begin in, so far apart that two columns are free between labels.
    package var labels: [(column: Int, text: String)] {
        var interval = ticks
        while true {
            let labels = labels(every: interval)
            if labels.allSatisfy({ $0.text.utf8.count + 2 <= interval }) { return labels }
            interval *= 2
        }
    }

    private func labels(every interval: Int64) -> [(column: Int, text: String)] {
        var tick = (first + interval - 1) / interval * interval
        var labels: [(column: Int, text: String)] = []
        while tick - first < Int64(count) {
            let text =
                unit == .steps ? "\(tick * width)" : TimeText.label(Instant(nanoseconds: tick * width))
            let column = Int(tick - first)
            if column + text.utf8.count <= count { labels.append((column, text)) }
            tick += interval
        }
        return labels
    }
}

extension Trace {
    /// A lane's columns on either axis: until `now`, and of the events of that very place those before `position`.
    func columns(
        of thread: ThreadID, over columns: AxisColumns, until now: Instant, before position: Int,
        telling: ActivitySet = .all
    ) -> [LaneColumn?] {
        switch columns.unit {
        case .time:
            let span = TimeColumns(
                start: Instant(nanoseconds: columns.start(of: 0)), width: .nanoseconds(columns.width),
                count: columns.count)
            return self.columns(of: thread, over: span, until: now, before: position, telling: telling)
        case .steps:
            let span = StepColumns(
                start: Int(columns.start(of: 0)), width: Int(columns.width), count: columns.count)
            return self.columns(of: thread, over: span, before: position, telling: telling)
        }
    }

    /// The reads and writes of shared values in a lane's columns, on either axis.
    func accesses(
        of thread: ThreadID, over columns: AxisColumns, until now: Instant, before position: Int
    ) -> [(marks: AccessMarks, resource: ResourceID)?] {
        switch columns.unit {
        case .time:
            let span = TimeColumns(
                start: Instant(nanoseconds: columns.start(of: 0)), width: .nanoseconds(columns.width),
                count: columns.count)
            return accesses(of: thread, over: span, before: min(position, self.position(at: now)))
        case .steps:
            let span = StepColumns(
                start: Int(columns.start(of: 0)), width: Int(columns.width), count: columns.count)
            return accesses(of: thread, over: span, before: position)
        }
    }
}
