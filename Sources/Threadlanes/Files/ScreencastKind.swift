import ArgumentParser
import LaneCanvas
import LaneScreencast

/// What a screencast can be, by the ending of its file's name.
enum ScreencastKind: String, CaseIterable {
    case cast, svg, gif, mp4, txt

    /// - Throws: a usage error that says what there is, when the ending is none of them or the format needs what is not
    ///   installed.
    init(path: String) throws {
        let ending = path.split(separator: "/").last?.split(separator: ".").dropFirst().last.map(String.init)
        guard let kind = ending.flatMap({ Self(rawValue: $0.lowercased()) }) else {
            let endings = Self.allCases.map { ".\($0.rawValue)" }.joined(separator: ", ")
            throw ValidationError(
                "The ending of '\(DisplayText.escaped(path))' says no format: expected one of \(endings).")
        }
        self = kind
        guard isVideo, case let missing = Video.missingTools(), !missing.isEmpty else { return }
        throw ValidationError(
            "A .\(rawValue) needs \(missing.joined(separator: " and ")), which \(missing.count == 1 ? "is" : "are") not "
                + "installed: 'sudo apt-get install librsvg2-bin ffmpeg'. The formats .cast, .svg and .txt need nothing."
        )
    }

    /// Whether other programs make it of pictures.
    var isVideo: Bool { self == .gif || self == .mp4 }

    /// The command to see such a file with.
    func advice(_ path: String) -> String {
        "\(self == .cast ? "asciinema play" : "xdg-open") \(ShellWord.path(path))"
    }
}
