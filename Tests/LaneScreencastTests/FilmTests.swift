import Foundation
import LaneCanvas
import Testing

@testable import LaneScreencast

/// Films made by the real tools, where they are installed.
@Suite(.serialized) struct FilmTests {
    private func film(_ times: [Int], end: Int) -> Film {
        let size = Size(columns: 20, rows: 3)
        var film = Film(ScreencastHeader(size), hold: .seconds(1))
        _ = film.begin()
        for (index, time) in times.enumerated() {
            var frame = Frame(size: size)
            frame.write("frame \(index % 3)", row: 1, column: 2, style: Style(attributes: .bold))
            _ = film.show(frame, at: .milliseconds(time))
        }
        _ = film.end(at: .milliseconds(end))
        return film
    }

    @Test func `pictures stand on the film's frames, the last of those that fall together`() {
        let film = film([0, 1_000, 1_010, 2_000, 3_000], end: 3_500)
        #expect(film.cues.map(\.picture) == [0, 1, 2, 0, 1])
        #expect(
            film.shots(framesPerSecond: 10) == [
                .init(picture: 0, frames: 10), .init(picture: 2, frames: 10), .init(picture: 0, frames: 10),
                .init(picture: 1, frames: 15),
            ])
    }

    @Test(arguments: Film.Kind.allCases)
    func `the same frames give the same film, and nothing is left lying about`(kind: Film.Kind) throws {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "threadlanes-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var shares: [Double] = []
        var made: [Data] = []
        for name in ["a", "b: c"] {
            let path = folder.appending(path: "\(name).\(kind.rawValue)").path
            try film([0, 500, 1_000, 1_500], end: 2_000).make(kind, at: path, framesPerSecond: 10) {
                shares.append($0)
            }
            made.append(try Data(contentsOf: URL(filePath: path)))
        }
        #expect(made[0] == made[1])
        #expect(made[0].count > 500)
        let beginnings: [Film.Kind: [UInt8]] = [.gif: Array("GIF89a".utf8), .mp4: [0, 0, 0]]
        #expect(made[0].starts(with: beginnings[kind] ?? []))
        #expect(shares.first == 0 && shares.last == 1)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 2)
    }

    @Test
    func `a tool that fails says why, and leaves nothing`() throws {
        let path = "/proc/nowhere/all.gif"
        #expect {
            try film([0, 500], end: 1_000).make(.gif, at: path, framesPerSecond: 10)
        } throws: { error in
            "\(error)".hasPrefix("ffmpeg failed (exit status 1):")
                && "\(error)".contains("No such file or directory")
        }
    }

    @Test
    func `a task that is cancelled makes no film`() async throws {
        let path = FileManager.default.temporaryDirectory.appending(
            path: "threadlanes-\(UUID().uuidString).gif"
        ).path
        let film = film(Array(stride(from: 0, to: 5_000, by: 100)), end: 6_000)
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            try film.make(.gif, at: path, framesPerSecond: 10)
        }
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(!FileManager.default.fileExists(atPath: path))
        #expect(!FileManager.default.fileExists(atPath: path + ".part"))
    }

    @Test
    func `a signal while a film is made ends the making, not the process`() {
        let path = FileManager.default.temporaryDirectory.appending(
            path: "threadlanes-\(UUID().uuidString).gif"
        ).path
        #expect(throws: Film.Interrupted.self) {
            try film([0, 500], end: 1_000).make(.gif, at: path, framesPerSecond: 10) { share in
                if share == 0 { kill(getpid(), SIGTERM) }
            }
        }
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test func `nothing recorded is nothing to make`() {
        #expect(throws: Film.Failure.self) {
            try Film(ScreencastHeader(Size(columns: 2, rows: 1))).make(
                .gif, at: "/dev/null", framesPerSecond: 10)
        }
    }
}
