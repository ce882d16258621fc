import ArgumentParser
import Glibc
import LaneCanvas
import LaneScreencast
import LaneView
import ThreadModel
import ThreadTrace
import Themes

/// What a screencast is made of, and how.
extension RecordCommand {
    /// - Throws: `Refusal` when a file is there that nobody said should go.
    func requireRoom() throws {
        guard !force, output != "-", FileStatus(output)?.isRegular == true else { return }
        throw Refusal(
            sentence: "'\(DisplayText.escaped(output))' is there already.",
            help: "--force replaces it; another name keeps it.")
    }

    /// - Parameter known: its title, unless the user gave another.
    func recorder(_ known: String, _ theme: Theme) throws -> ScreencastRecorder {
        let header = ScreencastHeader(size.size, title: title ?? known, theme, timestamp: nil)
        return ScreencastRecorder(
            try ScreencastKind(path: output), try OutputFile(output, .whole), header,
            version: castVersion == 3 ? .v3 : .v2, framesPerSecond: fps, isStill: still != nil)
    }

    func session(
        _ recording: RecordedRun, _ configuration: Configuration, _ library: ThemeLibrary,
        _ script: KeyScript?, _ sources: SourceTexts
    ) -> HeadlessSession {
        HeadlessSession(
            recording, speed: configuration.speed.shown ?? 1, axis: configuration.axis.unit,
            sources: sources, appearance(configuration, library), plan(configuration, script))
    }

    func plan(_ configuration: Configuration, _ script: KeyScript? = nil) -> HeadlessSession.Plan {
        HeadlessSession.Plan(
            size: size.size, framesPerSecond: fps, panels: configuration.panels ?? .all,
            isPresented: presenter,
            hasKeyBar: keyBar, idleLimit: idleLimit.map(Duration.seconds),
            start: Instant(seconds: from ?? still ?? 0), script: script)
    }

    func appearance(_ configuration: Configuration, _ library: ThemeLibrary) -> Appearance {
        var appearance = Appearance(
            themes: library.themes, theme: configuration.theme,
            glyphs: configuration.glyphs == .ascii ? .ascii : .unicode)
        if showKeys { appearance.pressed = PressedKeys() }
        return appearance
    }

    /// Makes the file, and tells of it.
    ///
    /// - Parameter frames: shows all frames, and returns how long they go.
    /// - Returns: how long the screencast is; nil for a still.
    @discardableResult
    func make(
        _ recorder: ScreencastRecorder, _ frames: (HeadlessSession.Sink) throws -> Duration
    ) throws -> Duration? {
        do {
            let progress = Progress("recording \(output)")
            let end = try frames(
                HeadlessSession.Sink(show: recorder.show, mark: recorder.mark, progress: progress.show))
            try recorder.finish(at: end, progress: progress.show)
            let length = still == nil ? end : nil
            let summary = DisplayText.escaped(recorder.summary(length))
            try StandardStream.error.write("\(programName): recorded \(summary)\n")
            return length
        } catch {
            recorder.file.abandon()
            throw error
        }
    }

    func script() throws -> KeyScript? {
        guard let keys else { return nil }
        do {
            guard keys.hasPrefix("@") else { return try KeyScript(keys) }
            let path = String(keys.dropFirst())
            guard let text = try SmallFile(path: path).text() else {
                throw Refusal(
                    sentence: "--keys: there is no file '\(path)'.",
                    help: "A script is given as it is, or as @ and a file.")
            }
            return try KeyScript(text)
        } catch let error as FileError {
            throw Refusal(
                sentence: "--keys: \(error)", help: "A script is given as it is, or as @ and a file.")
        } catch let mistake as KeyScript.Mistake {
            throw Refusal(
                sentence: "--keys: \(mistake).", help: "'\(programName) help record' tells what there is.")
        }
    }

    /// What there is to record, and the source texts that it has.
    func recording(
        _ catalogue: Catalogue, _ configuration: Configuration
    ) throws -> (run: RecordedRun, sources: SourceTexts) {
        let limit = to ?? still ?? Double(Self.longest)
        if isTrace(catalogue) {
            guard seed == nil, schedule == nil else {
                throw ValidationError("A trace has its schedule already: leave out --seed and --schedule.")
            }
            var recording = try RecordedRun(file: name, replacedBy: output)
            let beginning = recording.beginning
            if let wanted = to ?? still, Instant(seconds: wanted) < beginning {
                throw Refusal(
                    sentence:
                        "\(wanted) s is before what is kept of the run, which begins at \(beginning.inSeconds) s.",
                    help: "--to and --still count from the start of the run.")
            }
            recording.cut(
                at: (to ?? still) == nil
                    ? beginning.advanced(by: .seconds(Self.longest)) : Instant(seconds: limit))
            return (try checked(recording), SourceTexts())
        }
        let scenario = try program.scenario(named: name, arguments, catalogue)
        try schedule?.check(for: scenario.name)
        let run = try checked(
            RecordedRun(
                scenario, schedule?.exact ?? seeded(scenario, configuration), maxSteps: maxSteps,
                limit: Instant(seconds: limit)))
        return (run, SourceTexts(of: scenario))
    }

    /// Says when most of a long screencast would show nothing that happens, and what could be done about it.
    func tellOfIdleness(_ recording: RecordedRun, _ length: Duration?, speed: Double) throws {
        guard let length, idleLimit == nil, length >= .seconds(20) else { return }
        let limit = Duration.seconds(2)
        var idle = Duration.zero
        var last = Instant(seconds: from ?? 0)
        for event in recording.batch.events where event.time > last {
            idle += max(last.duration(to: event.time) / speed - limit, .zero)
            last = event.time
        }
        idle += max(last.duration(to: recording.end) / speed - limit, .zero)
        guard idle * 3 >= length else { return }
        try StandardStream.error.write(
            "\(programName): nothing happens in \(TimeText.minutes(idle)) of that: --idle-limit 2 would make it \(TimeText.minutes(length - idle))\n"
        )
    }

    /// The same each time.
    private func seeded(_ scenario: Scenario, _ configuration: Configuration) -> Schedule {
        let seed = seed ?? 1
        return switch configuration.schedule {
        case .best: scenario.schedule?.schedule ?? .random(seed: seed)
        case .roundRobin: .roundRobin
        case .parallel: .random(seed: seed)
        case .random, .pct, .pos, .surw, .manual:
            configuration.schedule.schedule(seed: seed) ?? .random(seed: seed)
        }
    }

    private func checked(_ recording: RecordedRun) throws -> RecordedRun {
        if recording.cut != nil, to == nil, still == nil {
            try StandardStream.error.write(
                "\(programName): the run goes on after \(Self.longest) s, and is recorded up to there: --to says otherwise\n"
            )
        }
        if let from, Instant(seconds: from) >= recording.end, recording.end > .zero {
            throw Refusal(
                sentence:
                    "--from \(from) is after the end of the run, which ends at \(recording.end.inSeconds) s.",
                help: "Leave it out to record all of it.")
        }
        return recording
    }

    private func isTrace(_ catalogue: Catalogue) -> Bool {
        if catalogue.scenarios.contains(where: { $0.name == name }) || PythonFile.isNamed(name) {
            return false
        }
        return name == "-" || name.contains("/") || name.hasSuffix(".jsonl") || access(name, F_OK) == 0
    }
}
