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

/// A stretch of a run cut into columns of equally many steps. What happens between two steps belongs to the first of them.
package struct StepColumns: Hashable, Sendable {
    /// The step with which the first column begins; 0 is what comes before the first step.
    package var start: Int
    package var width: Int
    package var count: Int

    package init(start: Int, width: Int, count: Int) {
        self.start = start
        self.width = width
        self.count = count
    }
}

extension Trace {
    /// A lane's segments, one per column, up to `now`; columns before the thread, after its end or after `now` are nil.
    /// Of events that share an instant only those among the first `position` count, where that is given.
    ///
    /// A column shows the most telling of the states that begin in it, so a wait is never hidden however short it is;
    /// a column in which nothing begins goes on with the state before it. Of states that begin, those in `telling` are told
    /// of only. O(columns · log events).
    package func columns(
        of thread: ThreadID, over columns: TimeColumns, until now: Instant, before position: Int = .max,
        telling: ActivitySet = .all
    ) -> [LaneColumn?] {
        let cut = EqualCut(
            start: columns.start.nanoseconds, width: columns.width.nanoseconds, count: columns.count,
            end: now.nanoseconds)
        return self.columns(of: thread, cut, before: position, telling) { $0.time.nanoseconds }
    }

    /// The same by steps: what the first `position` events tell, up to the last step among them.
    package func columns(
        of thread: ThreadID, over columns: StepColumns, before position: Int = .max,
        telling: ActivitySet = .all
    ) -> [LaneColumn?] {
        let end = moment(at: position).stepCount
        let cut = EqualCut(
            start: Int64(columns.start), width: Int64(columns.width), count: columns.count, end: Int64(end))
        return self.columns(of: thread, cut, before: position, telling) { Int64($0.step) }
    }

    /// `place` tells where on the axis an event stands; it never falls from one event to the next.
    private func columns(
        of thread: ThreadID, _ cut: EqualCut, before position: Int, _ telling: ActivitySet,
        at place: (Event) -> Int64
    ) -> [LaneColumn?] {
        var result = [LaneColumn?](repeating: nil, count: max(cut.count, 0))
        let index = Int(thread.number) - 1
        guard lanes.indices.contains(index) else { return result }
        let lane = lanes[index]
        let known = position >= count ? lane.count : lane.count(before: position)
        // Not even within the column of the end is anything told that comes after it.
        let afterEnd = cut.end.addingClamped(1)
        var begin = cut.start
        // What is known of the past before the floor is no picture of it.
        let floorPlace = floor == 0 ? Int64.min : place(self[floor - 1])
        let told = floor == 0 ? 0 : min(lane.count(before: floor), known)
        var next = firstUse(in: lane, told..<known, notBefore: begin, at: place)
        var carried = next == 0 ? nil : self[Int(lane.events[next - 1])]
        for column in result.indices {
            if begin > cut.end { break }
            let end = begin.addingClamped(cut.width)
            if end <= floorPlace {
                begin = end
                continue
            }
            let first = next
            next = firstUse(in: lane, first..<known, notBefore: min(end, afterEnd), at: place)
            if next == first {
                result[column] = carried.flatMap {
                    $0.activity.isVisible ? LaneColumn($0, isChange: false) : nil
                }
            } else {
                let shown = lane.activities(in: first..<next).intersection(telling).mostTelling
                let event = lane.last(in: first..<next, of: shown).map { self[Int(lane.events[$0])] }
                result[column] = event.map { LaneColumn($0, isChange: true) }
                carried = self[Int(lane.events[next - 1])]
            }
            begin = end
        }
        return result
    }

    /// Exponential search: the first of a range of a lane's events that does not stand before `target`, by doubling steps and then
    /// halving the last, so that going over a lane column by column costs what it finds, not what there is.
    private func firstUse(
        in lane: LaneHistory, _ range: Range<Int>, notBefore target: Int64, at place: (Event) -> Int64
    ) -> Int {
        var low = range.lowerBound
        var stride = 1
        while low + stride <= range.upperBound, place(self[Int(lane.events[low + stride - 1])]) < target {
            low += stride
            stride *= 2
        }
        // Not `partitioningIndex`: lanes of a few events, as most are, would be cut into columns a tenth slower.
        var high = min(low + stride, range.upperBound)
        while low < high {
            let middle = (low + high) / 2
            if place(self[Int(lane.events[middle])]) < target { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

/// Columns on either axis, up to `end`.
private struct EqualCut {
    let start: Int64
    let width: Int64
    let count: Int
    let end: Int64
}

extension Int64 {
    fileprivate func addingClamped(_ other: Int64) -> Int64 {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? (other < 0 ? .min : .max) : sum
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
