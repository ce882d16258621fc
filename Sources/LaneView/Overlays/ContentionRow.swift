import ThreadAnalysis
import ThreadTrace

/// A line of the contention table. What takes a look through a whole histogram is worked out where it is asked for.
struct ContentionRow {
    let resource: ResourceID
    let name: String
    private let entry: ContentionEntry
    private let oldest: Instant?
    private let now: Instant

    init(_ entry: ContentionEntry, name: String, oldest: Instant?, now: Instant) {
        resource = entry.resource
        self.entry = entry
        self.name = name
        self.oldest = oldest
        self.now = now
    }

    var uses: Int { entry.uses }
    var waits: Int { entry.waits }
    var percentiles: (median: Duration, high: Duration)? {
        entry.percentiles(50, 99).map { (median: $0.low, high: $0.high) }
    }
    var longest: Duration? { entry.longest(oldest: oldest, now: now) }
    var total: Duration? { waits > 0 ? entry.total(now: now) : nil }

    /// Most first, names by alphabet; what is equal in the order in which threads first came to it.
    static func sorted(_ rows: [ContentionRow], by order: ContentionOrder) -> [ContentionRow] {
        func most<Value: Comparable>(_ value: (ContentionRow) -> Value) -> [ContentionRow] {
            let keyed = rows.enumerated().map { (key: value($0.element), place: $0.offset) }
            return keyed.sorted { $0.key == $1.key ? $0.place < $1.place : $0.key > $1.key }
                .map { rows[$0.place] }
        }
        switch order {
        case .name: return rows.sorted { $0.name < $1.name }
        case .uses: return most(\.uses)
        case .waits: return most(\.waits)
        case .median: return most { $0.percentiles?.median ?? .zero }
        case .high: return most { $0.percentiles?.high ?? .zero }
        case .longest: return most { $0.longest ?? .zero }
        case .total: return most { $0.total ?? .zero }
        }
    }
}
