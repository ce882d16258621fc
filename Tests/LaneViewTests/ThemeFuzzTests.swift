import Foundation
import LaneCanvas
import LaneView
import TestSupport
import Testing
import Themes

/// Theme files that something has happened to: they give an error or a theme, and neither can reach the terminal raw.
@Suite struct ThemeFuzzTests {
    private static let runs = 10

    /// `THREADLANES_FUZZ_THEMES` files in all.
    private static let count =
        (ProcessInfo.processInfo.environment["THREADLANES_FUZZ_THEMES"].flatMap { Int($0) } ?? 10_000) / runs

    /// Bytes that mean something to TOML, to terminals or to UTF-8.
    private static let special =
        Array("\"'[]{}=#.,\\\n\r\t ".utf8) + [0, 7, 8, 0x1B, 0x7F, 0x9B, 0xC2, 0xE2, 0xF0, 0xFF]

    private static func damaged(
        _ toml: String, _ other: String, _ random: inout some RandomNumberGenerator
    ) -> String {
        var bytes = Array(toml.utf8)
        for _ in 0..<Int.random(in: 1...4, using: &random) where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &random)
            let length = min(Int.random(in: 1...40, using: &random), bytes.count - place)
            switch Int.random(in: 0..<8, using: &random) {
            case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            case 1: bytes[place] = special.randomElement(using: &random) ?? 0
            case 2: bytes.insert(special.randomElement(using: &random) ?? 0, at: place)
            case 3: bytes.insert(.random(in: 0...255, using: &random), at: place)
            case 4: bytes.removeSubrange(place..<place + length)
            case 5: bytes.swapAt(place, .random(in: 0..<bytes.count, using: &random))
            case 6: bytes.removeSubrange(place...)
            default:
                let source = Array(other.utf8)
                let from = Int.random(in: 0..<max(source.count - 40, 1), using: &random)
                bytes.replaceSubrange(place..<place + length, with: source[from...].prefix(length))
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func isHarmless(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
    }

    @Test(arguments: 0..<UInt64(runs)) func `a damaged theme is an error or a theme, and harmless`(
        _ seed: UInt64
    ) throws {
        var random = SplitMix64(seed: seed)
        let sample = Samples.lock()
        let size = Size(columns: 40, rows: 10)
        var readable = 0
        for _ in 0..<Self.count {
            let source = try #require(ThemeFiles.sources.randomElement(using: &random))
            let other = try #require(ThemeFiles.sources.randomElement(using: &random))
            let toml = Self.damaged(source.toml, other.toml, &random)
            do {
                let theme = try Theme(name: "mine", toml: toml)
                readable += 1
                let frame = LaneScreen().frame(
                    trace: sample.trace, status: sample.status, theme: theme, glyphs: .unicode, size: size)
                try #require(
                    frame.text.split(separator: "\n").allSatisfy { Self.isHarmless(String($0)) }, "\(toml)")
                try #require(theme.ansiColors.allSatisfy { $0.rgb != nil }, "\(toml)")
            } catch let error as FileError {
                try #require(Self.isHarmless(DisplayText.escaped(error.description)), "\(toml)")
                try #require(!error.message.isEmpty, "\(toml)")
            }
        }
        #expect((1..<max(Self.count, 2)).contains(readable) || Self.count < 20)
    }
}
