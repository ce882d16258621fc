import Glibc
import SystemPackage

extension Video {
    private static let tools = ["ffmpeg", "rsvg-convert"]

    /// The programs that a video needs and that are not in `PATH`.
    package static func missingTools() -> [String] {
        tools.filter { ExternalTool.path(of: $0) == nil }
    }

    /// Draws the pictures, and makes the video of them.
    ///
    /// - Parameter path: overwritten.
    func encode(
        _ spool: Spool, _ shots: [Shot], to path: FilePath, in folder: TemporaryFolder,
        _ progress: (Double) -> Void
    ) throws {
        progress(0)
        let pictures = Set(shots.map(\.picture)).sorted()
        var next = 0
        try run(
            atOnce: 2,
            next: {
                guard next < pictures.count else { return nil }
                let picture = pictures[next]
                next += 1
                try folder.write(spool[picture], to: "\(picture).svg")
                return try ExternalTool(
                    "rsvg-convert",
                    [
                        "--zoom", zoom, "--background-color", canvas,
                        "--output", "\(folder.file("\(picture).png"))", "\(folder.file("\(picture).svg"))",
                    ], log: folder.file("log\(next % 4)"))
            },
            done: { progress(0.8 * Double($0) / Double(pictures.count)) })

        try folder.write(Array(list(shots).utf8), to: "list")
        var commands = commands(
            list: folder.file("list"), colors: folder.file("colors.png"), output: path, shots)
        try run(
            atOnce: 1,
            next: {
                commands.isEmpty
                    ? nil : try ExternalTool("ffmpeg", commands.removeFirst(), log: folder.file("log"))
            }, done: { progress(0.8 + 0.1 * Double($0)) })
    }

    /// Runs tools until there are no more, and stops at the first that fails.
    ///
    /// - Parameter done: told how many have ended.
    private func run(
        atOnce limit: Int, next: () throws -> ExternalTool?,
        done: (Int) -> Void
    ) throws {
        var running: [ExternalTool] = []
        var ended = 0
        var isExhausted = false
        // Whoever is still running when an error ends this is waited for.
        defer { running.forEach { $0.stop() } }
        while true {
            while !isExhausted, running.count < limit {
                if let tool = try next() { running.append(tool) } else { isExhausted = true }
            }
            if running.isEmpty { return }
            try Interruption.check()
            var failure: Failure?
            running.removeAll { tool in
                guard let status = tool.status() else { return false }
                if status == 0 { ended += 1 } else { failure = failure ?? tool.failure(status) }
                return true
            }
            // Ctrl-C reaches the tools too, and may be quicker there.
            try Interruption.check()
            if let failure { throw failure }
            done(ended)
            if running.count == limit || isExhausted { usleep(2_000) }
        }
    }
}
