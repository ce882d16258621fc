import ThreadTrace

/// Which permits each thread has: as long as only those who have one give one back, no more threads than there were permits at first can
/// have one at the same time, so a semaphore is a gate that lets in so many.
///
/// A semaphore that somebody released who had none of its permits tells of something else, and is no gate any more; a
/// circle that was left out because of it before stays out.
struct HeldPermits: Sendable {
    private var held: [ThreadID: [ResourceID]] = [:]
    /// How many each gate lets in.
    private var rooms: [ResourceID: Int] = [:]

    mutating func define(_ semaphore: ResourceID, permits: Int) { rooms[semaphore] = permits }

    /// Of which gates a thread has permits, ascending.
    func gates(of thread: ThreadID) -> [ResourceID] {
        guard let held = held[thread], !held.isEmpty else { return [] }
        return held.filter { rooms[$0] != nil }.sorted()
    }

    func room(of gate: ResourceID) -> Int { rooms[gate] ?? .max }

    /// Something happened to a semaphore.
    mutating func take(_ event: Event) {
        switch event.kind {
        case .defineValue: define(event.resource, permits: Int(max(event.value, 0)))
        case .acquire: held[event.thread, default: []].append(event.resource)
        case .release:
            if let place = held[event.thread]?.lastIndex(of: event.resource) {
                held[event.thread]?.remove(at: place)
            } else {
                rooms[event.resource] = nil
            }
        default: break
        }
    }
}
