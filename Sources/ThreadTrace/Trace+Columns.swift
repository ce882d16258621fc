/// What one column of a lane shows.
package struct LaneColumn: Hashable, Sendable {
    package var activity: Activity
    /// What it waits for or operates on.
    package var resource: ResourceID
    package var holds: ResourceID
    /// Whether a state begins in this column, as opposed to going on from the column before.
    package var isChange: Bool
}

extension LaneColumn {
    /// A column that shows one state.
    package init(_ state: ThreadState) {
        self.init(activity: state.activity, resource: state.resource, holds: state.holds, isChange: true)
    }
}

/// A stretch of time cut into columns of equal width.
package struct TimeColumns: Hashable, Sendable {
    package var start: Instant
    package var width: Duration
    package var count: Int

    package init(start: Instant, width: Duration, count: Int) {
        self.start = start
        self.width = width
        self.count = count
    }

    /// The instant at which column `index` begins.
    package func start(of index: Int) -> Instant { start.advanced(by: width * index) }
}

extension Trace {
    /// A lane's segments, one per column, up to `now`; columns before the thread, after its end or after `now` are nil.
    ///
    /// A column shows the most telling of the states that begin in it, so a wait is never hidden however short it is;
    /// a column in which nothing begins goes on with the state before it. O(columns · log events).
    package func columns(of thread: ThreadID, over columns: TimeColumns, until now: Instant) -> [LaneColumn?]
    {
        var result = [LaneColumn?](repeating: nil, count: max(columns.count, 0))
        let index = Int(thread.number) - 1
        guard lanes.indices.contains(index) else { return result }
        let lane = lanes[index]
        let step = columns.width.nanoseconds
        var begin = columns.start.nanoseconds
        var next = firstUse(in: lane, from: 0, notBefore: begin)
        var carried = next == 0 ? nil : self[Int(lane.events[next - 1])]
        for column in result.indices {
            if begin > now.nanoseconds { break }
            let (sum, overflow) = begin.addingReportingOverflow(step)
            let end = overflow ? Int64.max : sum
            let first = next
            next = firstUse(in: lane, from: first, notBefore: end)
            if next == first {
                result[column] = carried.flatMap {
                    $0.activity.isVisible ? LaneColumn($0, isChange: false) : nil
                }
            } else {
                let shown = lane.activities(in: first..<next).mostTelling
                let event = lane.last(in: first..<next, of: shown).map { self[Int(lane.events[$0])] }
                result[column] = event.map { LaneColumn($0, isChange: true) }
                carried = self[Int(lane.events[next - 1])]
            }
            begin = end
        }
        return result
    }

    /// The first of a lane's events, from its event `from` on, that is not before `time`: by doubling steps, then halving
    /// them, so that going over a lane column by column costs what it finds, not what there is.
    private func firstUse(in lane: LaneHistory, from: Int, notBefore time: Int64) -> Int {
        var low = from
        var stride = 1
        while low + stride <= lane.count, self[Int(lane.events[low + stride - 1])].time.nanoseconds < time {
            low += stride
            stride *= 2
        }
        var high = min(low + stride, lane.count)
        while low < high {
            let middle = (low + high) / 2
            if self[Int(lane.events[middle])].time.nanoseconds < time {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }
}

extension LaneColumn {
    fileprivate init(_ event: Event, isChange: Bool) {
        self.init(activity: event.activity, resource: event.resource, holds: event.holds, isChange: isChange)
    }
}

extension Activity {
    /// Whether the lane goes on showing this state after the column in which it began.
    fileprivate var isVisible: Bool { !isFinal && self != .new || self == .deadlocked }
}
