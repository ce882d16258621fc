import ThreadTrace

/// Which resources the primitives panel tells of: those that threads meet at, busy ones first when there is no room for all.
///
/// Looks at the oldest and the newest few hundred resources only, so that a run that makes a future per task costs no more.
struct Inventory {
    private static let reach = 256

    /// In order of creation.
    private(set) var resources: [ResourceID] = []
    /// How many futures stand where, by `FuturePhase`.
    private(set) var futures: [Int] = [Int](repeating: 0, count: 5)
    /// Whether there are resources that were not looked at.
    let isPartial: Bool

    var hasFutures: Bool { futures.contains { $0 > 0 } }

    /// Rows that it would take to show everything.
    var rowCount: Int { resources.count + (hasFutures ? 1 : 0) }

    init(_ scene: Scene) {
        let trace = scene.trace
        let count = trace.resourceCount
        isPartial = count > 2 * Self.reach
        let now = scene.moment
        func look(_ range: Range<Int>) {
            for index in range {
                let resource = ResourceID(UInt32(index + 1))
                switch trace[resource]?.kind {
                case nil, .thread, .logger: break
                case .future:
                    let phase = Int(now.value(of: resource)?.number ?? FuturePhase.pending.rawValue)
                    if futures.indices.contains(phase) { futures[phase] += 1 }
                default: resources.append(resource)
                }
            }
        }
        look(0..<min(count, Self.reach))
        look(max(Self.reach, count - Self.reach)..<max(Self.reach, count))
    }

    /// Those that there were at a moment.
    func existing(at moment: Trace.Moment) -> [ResourceID] {
        resources.filter { moment.lastEvent(of: $0) != nil }
    }

    /// The resources for `rows` rows, in order of creation. Held and waited-for ones go before the rest.
    func shown(in rows: Int, _ moment: Trace.Moment) -> [ResourceID] {
        let rows = max(hasFutures ? rows - 1 : rows, 0)
        let resources = existing(at: moment)
        if resources.count <= rows { return resources }
        let busy = resources.filter { moment.holder(of: $0) != nil || moment.waiterCount(of: $0) > 0 }
        let chosen = Set(busy.prefix(rows))
        var spare = rows - chosen.count
        return resources.filter { resource in
            if chosen.contains(resource) { return true }
            guard spare > 0 else { return false }
            spare -= 1
            return true
        }
    }
}
