import ThreadTrace

/// What a thread has looked at since it began to go round a loop that does nothing else, or last came round: it comes to nothing new before
/// one of these has changed. In place, as every thread has one.
struct Looks: Sendable {
    /// So many things are remembered.
    static let most = 6

    private var resources = SIMD8<UInt32>()
    /// At which step it looked first.
    private var steps = SIMD8<UInt32>()
    private(set) var count = 0
    /// How many steps it has taken.
    private(set) var length = 0
    /// Whether it has done something else, or looked at more than is remembered, so that it may come to something new at any time.
    private(set) var isOpen = true

    /// It begins to go round.
    mutating func begin() {
        count = 0
        length = 0
        isOpen = false
    }

    mutating func add(_ resource: ResourceID, at step: UInt32) {
        length += 1
        note(resource, at: step)
    }

    /// What it looked at belongs to something.
    mutating func note(_ resource: ResourceID, at step: UInt32) {
        guard !isOpen, resource != .none else { return }
        for place in 0..<count where resources[place] == resource.number { return }
        guard count < Self.most else { return open() }
        resources[count] = resource.number
        steps[count] = step
        count += 1
    }

    /// A step that looks at nothing, and changes nothing.
    mutating func pass() { length += 1 }

    mutating func open() { isOpen = true }

    subscript(place: Int) -> (resource: ResourceID, step: UInt32) {
        (ResourceID(resources[place]), steps[place])
    }
}
