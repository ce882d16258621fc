import TestSupport
import ThreadModel
import ThreadRuntime

/// What threads tell of what they saw, by thread.
final class Results: Sendable {
    private let texts = Guarded<[String]>([])

    func tell(_ text: String) { texts.withLock { $0.append(text) } }

    func takeSorted() -> [String] {
        texts.withLock { texts in
            defer { texts = [] }
            return texts.sorted()
        }
    }
}

/// Two or three threads that do a few things to a few primitives.
struct RandomProgram: CustomStringConvertible {
    enum Deed: Hashable, CaseIterable {
        case lock, tryLock, timedLock, unlock, read, write, acquire, release, put, get, getNow, set, clear,
            await, awaitBriefly
        case notify, wait, waitBriefly, sleep, look, arrive, enter, leave, joinFirst, alive
    }

    private var threads: [[(deed: Deed, on: Int)]] = []

    init(seed: UInt64) {
        var random = SplitMix64(seed: seed &* 0x9E37 &+ 11)
        let kinds = Deed.allCases.shuffled(using: &random).prefix(Int.random(in: 2...5, using: &random))
        let count = Int.random(in: 2...3, using: &random)
        for _ in 0..<count {
            let length = Int.random(in: 1...(count == 2 ? 3 : 1), using: &random)
            threads.append(
                (0..<length).map { _ in
                    (kinds.randomElement(using: &random) ?? .read, Int.random(in: 0...1, using: &random))
                })
        }
    }

    var description: String {
        threads.map { $0.map { "\($0.deed)\($0.on)" }.joined(separator: " ") }.joined(separator: " | ")
    }

    func run(_ results: Results) throws {
        let locks = (0...1).map { Lock("lock \($0)") }
        let rlock = RLock("rlock")
        let values = (0...1).map { Shared("value \($0)", 0) }
        let semaphore = try Semaphore("semaphore", value: 1)
        let queue = Queue<Int>("queue", capacity: 1)
        let event = Event("event")
        let condition = Condition("condition")
        let barrier = try Barrier("barrier", parties: 2)
        var made: [Thread] = []
        for (number, deeds) in threads.enumerated() {
            let first = made.first
            let thread = Thread {
                for (place, (deed, on)) in deeds.enumerated() {
                    var told = "-"
                    do {
                        switch deed {
                        case .lock: try locks[on].acquire()
                        case .tryLock: told = "\(try locks[on].acquire(blocking: false))"
                        case .timedLock: told = "\(try locks[on].acquire(timeout: .seconds(1)))"
                        case .unlock: try locks[on].release()
                        case .read: told = "\(try values[on].read())"
                        case .write: try values[on].write(number * 10 + place + 1)
                        case .acquire: try semaphore.acquire()
                        case .release: try semaphore.release()
                        case .put: try queue.put(number * 10 + place)
                        case .get: told = "\(try queue.get())"
                        case .getNow: told = "\(try queue.get(blocking: false))"
                        case .set: try event.set()
                        case .clear: try event.clear()
                        case .await: try event.wait()
                        case .awaitBriefly: told = "\(try event.wait(timeout: .seconds(1)))"
                        case .notify: try condition.withLock { try condition.notify() }
                        case .wait: try condition.withLock { _ = try condition.wait() }
                        case .waitBriefly:
                            try condition.withLock { told = "\(try condition.wait(timeout: .seconds(1)))" }
                        case .sleep: try Threading.sleep(for: .seconds(1))
                        case .look: told = "\(try locks[on].isHeld)"
                        case .arrive: told = "\(try barrier.wait())"
                        case .enter: try rlock.acquire()
                        case .leave: try rlock.release()
                        case .joinFirst: try first?.join()
                        case .alive: told = "\(try Threading.activeCount)"
                        }
                    } catch let error as ThreadingError {
                        told = "\(error)"
                    }
                    results.tell("\(number) \(place) \(told)")
                }
            }
            made.append(thread)
        }
        for thread in made { try thread.start() }
        for thread in made { try thread.join() }
        for value in values { results.tell("\(value.name) \(try value.read())") }
    }
}
