import LaneView
import Testing
import ThreadModel
import ThreadRuntime
import Threadlanes
import Themes

@Suite struct ConfigurationTests {
    private func configuration(
        _ toml: String? = nil, commandLine: Settings = Settings(), seed: UInt64? = nil
    ) throws -> Configuration {
        try Configuration(
            commandLine: commandLine, seed: seed, file: try toml.map { try TOMLFile($0, file: "config.toml") }
        )
    }

    private func settings(_ configuration: Configuration) -> Settings {
        Settings(
            theme: configuration.theme, speed: configuration.speed, schedule: configuration.schedule,
            glyphs: configuration.glyphs, axis: configuration.axis, mouse: configuration.mouse)
    }

    private static let complete = """
        theme = "nord"
        speed = 2
        schedule = "round-robin"
        glyphs = "ascii"
        axis = "steps"
        mouse = false
        """

    @Test func `without a file the defaults hold`() throws {
        #expect(
            settings(try configuration())
                == Settings(
                    theme: "dark", speed: .normal, schedule: .best, glyphs: .auto, axis: .auto,
                    mouse: true))
    }

    @Test func `the file wins over the defaults`() throws {
        #expect(
            settings(try configuration(Self.complete))
                == Settings(
                    theme: "nord", speed: .times(2), schedule: .roundRobin, glyphs: .ascii, axis: .steps,
                    mouse: false))
    }

    @Test func `the command line wins over the file`() throws {
        let line = Settings(
            theme: "light", speed: .max, schedule: .random, glyphs: .auto, axis: .auto, mouse: true)
        #expect(settings(try configuration(Self.complete, commandLine: line)) == line)
    }

    @Test func `a seed wins over the file's schedule`() throws {
        #expect(try configuration(Self.complete, seed: 7).schedule == .random)
    }

    @Test(
        arguments: [
            (nil, Settings(), nil, Schedule.random(seed: 12)),
            ("schedule = \"best\"", Settings(), nil, .random(seed: 12)),
            ("schedule = \"parallel\"", Settings(), nil, .parallel),
            ("schedule = \"parallel\"", Settings(schedule: .best), nil, .random(seed: 12)),
            (nil, Settings(schedule: .parallel), nil, .parallel),
            (nil, Settings(), 7, .random(seed: 7)),
        ] as [(String?, Settings, UInt64?, Schedule)])
    func `the schedule that a scenario is best seen with is taken where the user names none`(
        _ toml: String?, _ commandLine: Settings, _ seed: UInt64?, _ schedule: Schedule
    ) throws {
        let scenario = Scenario("a", title: "", summary: "", schedule: .random(seed: 12)) {}
        let configuration = try configuration(toml, commandLine: commandLine, seed: seed)
        #expect(configuration.schedule(of: scenario) == schedule)
    }

    @Test func `a scenario that names no schedule runs in parallel`() throws {
        #expect(
            try configuration().schedule(of: Scenario("a", title: "", summary: "") {}) == .parallel)
    }

    @Test(arguments: [
        ("speed = 0.5", Speed.times(0.5)), ("speed = 10", .times(10)), ("speed = \"max\"", .max),
        ("speed = \"2x\"", .times(2)),
    ])
    func `speed is a number or a text as on the command line`(_ toml: String, _ speed: Speed) throws {
        #expect(try configuration(toml).speed == speed)
    }

    @Test(arguments: [
        ("theme = 3", "theme: expected a theme's name"),
        ("speed = -1", "speed: expected a factor from 0.001 to 1000000, or \"max\""),
        ("speed = true", "speed: expected a factor"),
        ("speed = nan", "speed: expected a factor"),
        (
            "schedule = \"fair\"",
            "schedule: expected one of \"best\", \"parallel\", \"random\", \"round-robin\""
        ),
        ("glyphs = 1", "glyphs: expected one of \"auto\", \"ascii\""),
        ("axis = \"space\"", "axis: expected one of \"auto\", \"time\", \"steps\""),
        ("mouse = \"no\"", "mouse: expected true or false"),
        (
            "color = \"red\"",
            "color is no setting: expected one of theme, speed, schedule, glyphs, axis, mouse"
        ),
        ("[theme]\nname = 1", "theme: expected a theme's name"),
    ])
    func `an error names file, line and what was expected`(_ wrong: String, _ message: String) {
        let error = #expect(throws: FileError.self) {
            try configuration("# a comment\n\n\(wrong)\n")
        }
        #expect(
            error?.description.hasPrefix("config.toml:3: \(message)") == true, "\(String(describing: error))")
    }

    @Test func `a file that is not TOML is refused with its line`() {
        let error = #expect(throws: FileError.self) { try configuration("mouse = true\ntheme = \n") }
        #expect(error?.line == 2)
    }

    @Test func `what is printed is a file with the same effect`() throws {
        for original in [try configuration(), try configuration(Self.complete)] {
            let text = original.toml(path: "/home/kim/.config/threadlanes/config.toml")
            #expect(settings(try configuration(text)) == settings(original))
            for line in text.split(separator: "\n") {
                #expect(line.hasPrefix("#") || line.contains(" = "))
            }
        }
    }

    @Test func `what is printed bears any name`() throws {
        let name = "it\"s\\a\u{7F}\nname"
        let odd = try configuration(commandLine: Settings(theme: name))
        #expect(try configuration(odd.toml(path: "/a\nb = 3/config.toml")).theme == name)
    }

    @Test func `an unknown theme is blamed on who asked for it`() throws {
        let names = ThemeLibrary.names(folder: nil)
        let error = #expect(throws: FileError.self) {
            try configuration("\ntheme = \"nrod\"").requireTheme(among: names)
        }
        #expect(
            error?.description.hasPrefix("config.toml:2: theme: there is no 'nrod': expected one of dark,")
                == true)
        #expect {
            try configuration("theme = \"nord\"", commandLine: Settings(theme: "nrod")).requireTheme(
                among: names)
        } throws: {
            "\($0)".contains("Did you mean 'nord'?")
        }
    }
}
