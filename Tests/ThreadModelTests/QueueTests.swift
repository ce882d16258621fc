import Testing
import ThreadModel

@Suite struct QueueTests {
    @Test func `a new queue is empty`() {
        let queue = QueueState(capacity: 2)
        #expect(queue.isEmpty)
        #expect(!queue.isFull)
        #expect(queue.count == 0)
        #expect(queue.unfinished == 0)
    }

    @Test func `first in, first out`() {
        var queue = QueueState(capacity: 0)
        #expect(queue.put(1) == true)
        #expect(queue.put(2) == true)
        #expect(queue.get() == 1)
        #expect(queue.put(3) == true)
        #expect(queue.get() == 2)
        #expect(queue.get() == 3)
        #expect(queue.get() == nil)
    }

    @Test func `a full queue takes nothing until something is taken out`() {
        var queue = QueueState(capacity: 2)
        #expect(queue.put(1) == true)
        #expect(queue.put(2) == true)
        #expect(queue.isFull)
        #expect(queue.put(3) == false)
        #expect(queue.count == 2)
        #expect(queue.unfinished == 2)
        #expect(queue.get() == 1)
        #expect(!queue.isFull)
        #expect(queue.put(3) == true)
        #expect(queue.get() == 2)
    }

    @Test(arguments: [0, -1, Int.min])
    func `a capacity below one is no bound`(capacity: Int) {
        var queue = QueueState(capacity: capacity)
        #expect(queue.capacity == nil)
        for number in 0..<100 { #expect(queue.put(number) == true) }
        #expect(!queue.isFull)
    }

    @Test func `taking an element out does not finish it, reporting it done does`() {
        var queue = QueueState(capacity: 0)
        #expect(queue.put(1) == true)
        #expect(queue.put(2) == true)
        #expect(queue.get() == 1)
        #expect(queue.unfinished == 2)
        #expect(queue.taskDone() == true)
        #expect(queue.unfinished == 1)
    }

    @Test func `no more can be done than were put`() {
        var queue = QueueState(capacity: 0)
        #expect(queue.taskDone() == false)
        #expect(queue.put(1) == true)
        #expect(queue.taskDone() == true)
        #expect(queue.taskDone() == false)
        #expect(queue.unfinished == 0)
    }

    @Test(arguments: 1...6 as ClosedRange<UInt64>)
    func `elements come out in the order in which they went in`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let capacity = Int.random(in: -1...4, using: &random)
        var queue = QueueState(capacity: capacity)
        // Elements are numbered as they go in: all that is known of the queue are three numbers.
        var (put, taken, done) = (0, 0, 0)
        for _ in 0..<3_000 {
            switch Int.random(in: 0..<3, using: &random) {
            case 0:
                let hasRoom = capacity < 1 || put - taken < capacity
                try #require(queue.put(put) == hasRoom)
                put += hasRoom ? 1 : 0
            case 1:
                let expected = taken < put ? taken : nil
                try #require(queue.get() == expected)
                taken += expected == nil ? 0 : 1
            default:
                let isOpen = done < put
                try #require(queue.taskDone() == isOpen)
                done += isOpen ? 1 : 0
            }
            try #require(queue.count == put - taken)
            try #require(queue.isEmpty == (put == taken))
            try #require(queue.isFull == (capacity >= 1 && put - taken == capacity))
            try #require(queue.unfinished == put - done)
        }
    }
}

@Suite struct QueueOrderTests {
    /// Elements are numbered as they go in, and known by their numbers.
    private struct Naive {
        var items: [(token: Int, rank: Int)] = []
        var unfinished = 0
        var isShutDown = false

        /// Where the next to come out is.
        func next(_ order: QueueState.Order) -> Int? {
            switch order {
            case .fifo: items.indices.first
            case .lifo: items.indices.last
            case .priority: items.indices.min { (items[$0].rank, $0) < (items[$1].rank, $1) }
            }
        }
    }

    @Test(arguments: [QueueState.Order.fifo, .lifo, .priority], 1...6 as ClosedRange<UInt64>)
    func `elements come out in the queue's own order, and none after its shutdown but those it has`(
        order: QueueState.Order, seed: UInt64
    ) throws {
        var random = SplitMix64(seed: seed)
        for _ in 0..<40 {
            let capacity = Int.random(in: 0...5, using: &random)
            var queue = QueueState(capacity: capacity, order: order)
            var naive = Naive()
            for token in 0..<80 {
                switch Int.random(in: 0..<40, using: &random) {
                case 0:
                    queue.shutDown()
                    naive.isShutDown = true
                case 1...4:
                    let drained = naive.isShutDown ? naive.next(order) : nil
                    let expected = drained.map { naive.items.remove(at: $0).token }
                    if expected != nil { naive.unfinished = max(naive.unfinished - 1, 0) }
                    try #require(queue.drain() == expected)
                case 5...12:
                    try #require(queue.taskDone() == (naive.unfinished > 0))
                    naive.unfinished = max(naive.unfinished - 1, 0)
                case 13...24:
                    let place = naive.next(order)
                    let expected = place.map { naive.items.remove(at: $0).token }
                    try #require(queue.get() == expected)
                default:
                    let rank = Int.random(in: 0...4, using: &random)
                    let hasRoom = !naive.isShutDown && (capacity == 0 || naive.items.count < capacity)
                    try #require(queue.put(token, rank: rank) == hasRoom)
                    if hasRoom {
                        naive.items.append((token, rank))
                        naive.unfinished += 1
                    }
                }
                try #require(queue.count == naive.items.count)
                try #require(queue.unfinished == naive.unfinished)
                try #require(queue.isShutDown == naive.isShutDown)
            }
        }
    }
}
