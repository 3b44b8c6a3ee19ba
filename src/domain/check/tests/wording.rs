//! What of the words of a story is found, and what only looks like it.

use super::*;

#[test]
fn blame_is_found_and_facts_are_left_alone() {
    assert_finds(
        Rule::Blame,
        Beat::Insight,
        &[
            "It was their fault.",
            "They refused to look at it.",
            "My manager refused to listen.",
            "The incompetent admin had left it open.",
            "What a stupid team.",
            "It was the vendor’s fault.",
            "They were lazy.",
            "He had no idea what he was doing.",
            "They didn't care.",
            "She threw me under the bus.",
        ],
        &[
            "The server refused to start.",
            "It was a hole in our process rather than the developer's fault.",
            "It was my fault.",
            "It was not their fault.",
            "It was a stupid mistake of mine.",
            "I felt stupid, and asked anyway.",
            "A lazy loader, a lazy import and a page fault.",
            "Nobody's fault, and nobody was blamed.",
            "The default was off, and idiomatic code was rare.",
            "The logs were useless.",
        ],
    );
}

#[test]
fn placeholders_are_found_and_brackets_of_other_kinds_are_left_alone() {
    assert_finds(
        Rule::Placeholder,
        Beat::Insight,
        &[
            "I worked at [company].",
            "The cause was [what broke?].",
            "It was […].",
            "Run by <company name>.",
            "Written by {{name}}.",
            "The cause is TBD.",
            "XXX",
            "TODO: say why",
            "Errors fell by X%.",
            "It saved $XX a month.",
            "[insert metric here]",
            "Why???",
        ],
        &[
            "The array a[0] and users[name] were empty.",
            "The log said [ERROR] and [WARN].",
            "See [the notes](notes.md) and footnote [1].",
            "A Vec<String> in a <div> with <b>bold</b> text.",
            "It took <5 ms, and >3 of them failed.",
            "I found a TODO from 2014 in the code.",
            "The to-do list was long.",
            "He said that [the service] was slow.",
            "{{ user.name | upper }} was unescaped.",
            "All 5XX and 4xx answers; X was Y.",
            "A <title> without text.",
        ],
    );
}

#[test]
fn secrets_are_found_by_their_shape() {
    assert_finds(
        Rule::Secret,
        Beat::Insight,
        &[
            "The key AKIAIOSFODNN7EXAMPLE was in it.",
            "It was ghp_16C7e42F292c6912E7710c838347Ae178B4a here.",
            "sk-proj-abc123DEF456ghi789JKL",
            "xoxb-123456789012-abcdefABCDEF",
            "-----BEGIN RSA PRIVATE KEY-----\nMIIEowIBAAKCAQEA7bq\n-----END RSA PRIVATE KEY-----",
            "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3jVmNHl0w5N",
            "DB_PASSWORD=hunter2",
            "It logged in with password: S3cret99 then.",
            "Authorization: Bearer abcdef0123456789ABCDEF",
            "postgres://admin:correcthorse@db/orders",
            "api_key=9f8e7d6c5b4a3f2e1d",
        ],
        &[
            "The AWS key was in it, as AKIA and more.",
            "I read about sk-learn and sk-a-very-long-name-of-a-thing.",
            "The password: nobody knew it.",
            "password=$DB_PASSWORD and password=<yours>",
            "password=********",
            "token = next_token()",
            "The bearer of this is known.",
            "postgres://user:password@db/orders",
            "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "eyJ is how they start.",
            "A primary key, a foreign key, a secret: 3 of them.",
            "https://github.com/owner/name:tag",
        ],
    );
}

#[test]
fn nothing_of_a_secret_is_quoted_but_its_start() {
    let secrets = [
        "AKIAIOSFODNN7EXAMPLE",
        "ghp_16C7e42F292c6912E7710c838347Ae178B4a",
        "MIIEowIBAAKCAQEA7bq",
        "hunter2X",
        "correcthorse",
    ];
    let text = format!(
        "We found that we had {} and {} with password={} at ftp://me:{}@10.1.2.3 as well. -----BEGIN PRIVATE KEY-----\n{}",
        secrets[0], secrets[1], secrets[3], secrets[4], secrets[2]
    );
    let mut story = good_story();
    for beat in Beat::ALL {
        story.beats.insert(beat, text.clone());
    }
    story.title = format!("The key {}", secrets[0]);
    story.extras.push(Extra::new(secrets[1], text));
    let findings = check(&story);
    assert!(findings.len() > 40, "{}", findings.len());
    for finding in &findings {
        let told = format!("{} {} {}", finding.words, finding.reason(&story), finding.mark());
        assert!(!secrets.iter().any(|secret| told.contains(secret)), "{told}");
    }
    let first = &check(&with(Beat::Insight, &format!("The key {} was in it.", secrets[0])))[0];
    assert_eq!(first.words, "The key AKIA… was in it.");
    assert_eq!(first.reason(&good_story()), "the insight of “The full queue” holds an AWS key");
}

#[test]
fn private_addresses_are_found() {
    assert_finds(
        Rule::Private,
        Beat::Insight,
        &[
            "I wrote to jane.doe@acme.io about it.",
            "Mail went to <ops@corp-mail.de>.",
            "The host db-1.internal was full.",
            "It ran on build.acme.corp.",
            "See http://jenkins.local/job/3",
            "The answer came from 10.4.2.17.",
            "It listened on 192.168.7.20:8080.",
            "All of 172.20.0.0/16 was open.",
        ],
        &[
            "I cloned git@github.com:owner/name.git again.",
            "react@18.2 and @types/node@20.1 clashed.",
            "It sent mail to nobody@example.com.",
            "It ran on localhost and on 127.0.0.1.",
            "The file .env.local and config.local were in the way.",
            "Pods talk to svc.cluster.local and host.docker.internal.",
            "Anything in 10.0.0.0/8 was let in.",
            "Version 10.0.0.1 of the driver had it.",
            "8.8.8.8 and 172.32.0.1 answered.",
            "thread.local() and std.internal were slow.",
        ],
    );
}

#[test]
fn amounts_of_money_are_found() {
    assert_finds(
        Rule::Money,
        Beat::Insight,
        &[
            "It cost $4,200 a month.",
            "We lost €5k on it.",
            "It was worth $2 million.",
            "We paid 300 euros.",
            "More than 250 thousand dollars were at stake.",
            "It came to USD 5,000 then.",
            "It was 20,000 EUR a year.",
            "Each outage was £900.",
            "Two million dollars were late.",
        ],
        &[
            "The query took $1 and $2 as parameters.",
            "$HOME and ${PATH} were not set.",
            "It came at $0 cost.",
            "A dollar sign broke it.",
            "The jQuery $ was gone.",
            "We counted it in dollars.",
            "a$10b was the name",
            "It weighed 300 pounds.",
            "The USD rate was old.",
        ],
    );
}

#[test]
fn names_of_clients_are_found() {
    assert_finds(
        Rule::Client,
        Beat::Insight,
        &[
            "Our client Acme saw it first.",
            "I built it for client Globex Corporation.",
            "Our biggest customer, Initech, left.",
            "It was the customer Hooli that called.",
            "We had a client called Umbrella.",
            "Work for client Stark Industries stopped.",
            "Their customer Wayne was gone.",
            "It hit customers such as Soylent.",
        ],
        &[
            "Our client saw it first.",
            "The client Redis library was old.",
            "The client React Native app was slow.",
            "Our customer Success team called.",
            "The client ID and the client IP were wrong.",
            "For the customer, I rebuilt it.",
            "I told the customer Friday was fine.",
            "Customer Acme is at the start of a sentence.",
            "The client Foo library was old.",
            "Each HTTP client was slow. Nginx was not.",
            "For client A it was wrong.",
        ],
    );
}
