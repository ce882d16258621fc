import Glibc
import LaneCanvas

extension Film {
    private static let tools = ["ffmpeg", "rsvg-convert"]

    /// The programs that `make` needs and that are not in `PATH`.
    package static func missingTools() -> [String] {
        tools.filter { ExternalTool.path(of: $0) == nil }
    }

    /// Draws the pictures and makes them into a film. Whatever was at `path` is replaced once the film is whole; if it fails or
    /// the task is cancelled, nothing is left. The same frames and tools give the same bytes.
    ///
    /// Frames that no picture of the film shows, because another comes within the same fraction of a second, are left out. About
    /// a twentieth of a second for each different picture.
    ///
    /// - Parameter progress: told the share that is done, from 0 to 1.
    /// - Throws: `Failure`; `Interrupted` after SIGINT, SIGTERM or SIGHUP if nobody else handles them; `CancellationError`.
    package func make(
        _ kind: Kind, at path: String, framesPerSecond: Int, progress: (Double) -> Void = { _ in }
    ) throws {
        try Interruption.watched {
            try TemporaryFolder.with { folder in
                try make(kind, at: path, framesPerSecond: max(framesPerSecond, 1), in: folder, progress)
            }
        }
    }

    private func make(
        _ kind: Kind, at path: String, framesPerSecond: Int, in folder: TemporaryFolder,
        _ progress: (Double) -> Void
    ) throws {
        let spool = try kept()
        let shots = shots(framesPerSecond: framesPerSecond)
        let zoom = zoom(kind)
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
                        "--zoom", zoom, "--background-color", SVGDocument(header: header).canvas.hex,
                        "--output", folder.file("\(picture).png"), folder.file("\(picture).svg"),
                    ], log: folder.file("log\(next % 4)"))
            },
            done: { progress(0.8 * Double($0) / Double(pictures.count)) })

        let list = list(shots, framesPerSecond: framesPerSecond, repeatingLast: kind == .mp4)
        try folder.write(Array(list.utf8), to: "list")
        let part = path + ".part"
        defer { unlink(part) }
        var commands = commands(
            kind, list: folder.file("list"), colors: folder.file("colors.png"), part: part, shots,
            framesPerSecond: framesPerSecond)
        try run(
            atOnce: 1,
            next: {
                commands.isEmpty
                    ? nil : try ExternalTool("ffmpeg", commands.removeFirst(), log: folder.file("log"))
            }, done: { progress(0.8 + 0.1 * Double($0)) })
        guard rename(part, path) == 0 else {
            throw Failure(description: "\(path): \(systemMessage(errno))")
        }
        progress(1)
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
