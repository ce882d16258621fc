/// Events by number. Stored in blocks of fixed size, so that growing never copies what is there and wastes at most a block.
struct EventChunks: RandomAccessCollection, Sendable {
    private static let shift = 12
    private static let mask = (1 << shift) - 1

    private var chunks: [ContiguousArray<Event>] = []
    private(set) var count = 0

    mutating func append(_ event: Event) {
        if count & Self.mask == 0 {
            var chunk = ContiguousArray<Event>()
            chunk.reserveCapacity(1 << Self.shift)
            chunks.append(chunk)
        }
        chunks[chunks.count - 1].append(event)
        count += 1
    }

    /// The same as appending one after the other, without asking of each whether its block is shared or full.
    mutating func append(contentsOf events: [Event]) {
        var rest = events[...]
        while let first = rest.popFirst() {
            append(first)
            let room = rest.prefix(-count & Self.mask)
            chunks[chunks.count - 1] += room
            count += room.count
            rest = rest.dropFirst(room.count)
        }
    }

    var startIndex: Int { 0 }
    var endIndex: Int { count }

    subscript(index: Int) -> Event { chunks[index >> Self.shift][index & Self.mask] }
}
