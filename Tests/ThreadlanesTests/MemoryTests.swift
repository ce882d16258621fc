import Foundation
import TestSupport
import Testing
import ThreadTrace

/// What the command takes for a trace, beside the trace's file.
@Suite struct MemoryTests {
    /// Things of which a run has very many, and to each of which little happens.
    enum Mass: CaseIterable {
        case locksWaitedForOnce, threadsJoined

        fileprivate var events: EventBatch {
            switch self {
            case .locksWaitedForOnce: MassEvents.locks(60_000)
            case .threadsJoined: MassEvents.threads(80_000)
            }
        }
    }

    @Test(arguments: Mass.allCases)
    func `a trace takes ten times its file at most, whatever it is a trace of`(mass: Mass) async throws {
        try await withTemporaryFolder { folder in
            let file = folder.appending(path: "mass.trace.jsonl")
            var encoder = TraceEncoder(TraceHeader())
            let bytes = encoder.encode(mass.events)
            try Data(bytes).write(to: file)
            var peak = 0
            let run = try await finish(
                [
                    "/usr/bin/env", "XDG_CONFIG_HOME=/nowhere", builtCommand(), "record", file.path, "-o",
                    folder.appending(path: "mass.txt").path,
                ]
            ) { peak = max(peak, Self.peakMemory(of: $0)) }
            #expect(run.status == 0)
            #expect(peak > 0)
            #expect(
                peak < 10 * bytes.count,
                "\(peak) bytes at the peak for \(bytes.count) of a trace: \(peak / bytes.count) times")
        }
    }

    /// In bytes, 0 once it has ended. What the kernel tells at the end is no help: it counts the memory of whoever began the process,
    /// with whom it shared it before it was a program of its own.
    static func peakMemory(of process: pid_t) -> Int {
        let status = (try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return (line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) } ?? 0) * 1024
    }
}
