import Foundation
import Testing

@Suite struct ListTests {
    private struct Entry: Decodable {
        let name: String
        let title: String
        let summary: String
        let chapter: String
        let concepts: [String]
        let schedule: String?
    }

    private static let names = [
        "logging", "current-thread", "thread-count", "enumerate", "thread-class", "create-join",
        "worker-threads",
        "thread-pool", "thread-pool-args", "shared-state", "lock", "barrier", "semaphore", "timer", "queue",
        "gil", "deadlock", "deadlock-fixed", "philosophers", "philosophers-fixed",
        "lost-update", "lost-update-fixed", "check-then-act", "check-then-act-fixed", "bank-transfers",
        "bank-transfers-fixed",
        "double-checked", "double-checked-fixed", "peterson-broken", "peterson", "lost-wakeup",
        "lost-wakeup-fixed",
        "if-instead-of-while", "if-instead-of-while-fixed", "bounded-buffer", "bounded-buffer-fixed",
        "barrier-reuse", "barrier-reuse-fixed", "sleeping-barber", "sleeping-barber-fixed",
        "cigarette-smokers", "cigarette-smokers-fixed", "readers-writers", "readers-writers-fixed",
        "pool-waits-for-itself", "pool-waits-for-itself-fixed", "livelock", "livelock-fixed",
        "priority-inversion", "priority-inversion-fixed",
    ]

    private static func entries() async throws -> [Entry] {
        let list = try await threadlanes("list", "--json")
        #expect(list.status == 0)
        #expect(list.errors.isEmpty)
        return try JSONDecoder().decode([Entry].self, from: Data(list.output.utf8))
    }

    @Test func `the JSON list has all that there is to know of every scenario`() async throws {
        let entries = try await Self.entries()
        #expect(entries.map(\.name) == Self.names)
        #expect(Set(entries.map(\.title)).count == Self.names.count)
        for entry in entries {
            #expect(!entry.title.isEmpty && !entry.title.hasSuffix("."), "\(entry.name)")
            #expect(entry.summary.hasSuffix("."), "\(entry.name)")
            #expect(!entry.chapter.isEmpty && !entry.concepts.isEmpty, "\(entry.name)")
        }
    }

    @Test
    func `the list has a line for every scenario: its name, its title in a column, its schedule; by chapter`()
        async throws
    {
        let list = try await threadlanes("list")
        let entries = try await Self.entries()
        #expect(list.status == 0)
        #expect(list.errors.isEmpty)
        let column = (entries.map(\.name.count).max() ?? 0) + 2
        var expected: [String] = []
        var chapter = ""
        for entry in entries {
            if entry.chapter != chapter {
                chapter = entry.chapter
                expected += (expected.isEmpty ? [] : [""]) + [chapter]
            }
            let schedule = entry.schedule.map { "  (seed \($0.dropFirst("random:".count)))" } ?? ""
            expected.append(
                "  " + entry.name.padding(toLength: column, withPad: " ", startingAt: 0) + entry.title
                    + schedule)
        }
        #expect(list.lines == expected)
    }

    @Test func `every listed scenario runs with lines for a narrow terminal`() async throws {
        for entry in try await Self.entries() {
            let run = try await threadlanes("run", entry.name, "--plain", "--seed", "1", "--speed", "max")
            let isBroken =
                entry.chapter == "Classics" && !entry.name.hasSuffix("-fixed") && entry.name != "peterson"
            #expect(run.status == 0 || isBroken, "\(entry.name)")
            #expect(run.complaints.isEmpty || isBroken, "\(entry.name)")
            #expect(!run.lines.isEmpty || isBroken, "\(entry.name)")
            #expect(run.lines.allSatisfy { !$0.isEmpty && $0.count <= 80 }, "\(entry.name)")
        }
    }
}
