import ThreadRuntime

extension Scenario {
    package static let bankTransfers = Scenario(
        "bank-transfers", title: "Money on its way",
        summary: """
            Each account has a lock of its own, and a transfer takes them one after the other: between the two, the money is \
            in neither account. Whoever adds up the accounts just then finds that some has vanished.
            """,
        chapter: "Classics", concepts: ["atomicity", "invariant", "inconsistent read", "lock granularity"],
        schedule: .random(seed: 0),
        dare: Dare("have the auditor miss money on its way", .failure)
    ) {
        let a = Account("a", 100)
        let b = Account("b", 100)

        let clerk = Thread(name: "Clerk") {
            try a.lock.withLock { try a.balance.modify { $0 - 30 } }
            // Walks over to the other account.
            try Threading.compute(for: .milliseconds(100))
            try b.lock.withLock { try b.balance.modify { $0 + 30 } }
            logger.info("30 have gone from a to b")
        }
        let auditor = Thread(name: "Auditor") {
            let first = try a.lock.withLock { try a.balance.read() }
            let second = try b.lock.withLock { try b.balance.read() }
            logger.info("a has \(first), b has \(second)")
            try expect(first + second == 200, "the accounts have 200 together")
        }

        for thread in [clerk, auditor] { try thread.start() }
        for thread in [clerk, auditor] { try thread.join() }
    }
}

private final class Account: Sendable {
    let lock: Lock
    let balance: Shared<Int>

    init(_ name: String, _ balance: Int) {
        lock = Lock(name)
        self.balance = Shared("balance \(name)", balance)
    }
}
