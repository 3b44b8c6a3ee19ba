//! The skills lexicon, embedded in the program.

use std::sync::LazyLock;

use crate::domain::lexicon::Lexicon;

static LEXICON: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::from_json(include_str!("../../assets/skills.json")).unwrap_or_default());

/// The lexicon that ships with Retell.
pub fn lexicon() -> &'static Lexicon {
    &LEXICON
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeSet, HashMap};

    use super::*;
    use crate::domain::lexicon::key;
    use crate::storage::samples;

    fn named(name: &str) -> Option<&'static str> {
        lexicon().find(name).map(|skill| skill.name)
    }

    #[test]
    fn the_lexicon_knows_450_skills_or_more() {
        assert!(lexicon().skills().len() >= 450, "{}", lexicon().skills().len());
    }

    #[test]
    fn no_name_is_claimed_twice() {
        let mut claimed = HashMap::new();
        for skill in lexicon().skills() {
            for name in std::iter::once(&skill.name).chain(&skill.aliases) {
                let other = claimed.insert(key(name), &skill.name);
                assert_eq!(other, None, "{name} of {} is taken", skill.name);
            }
        }
    }

    #[test]
    fn every_skill_of_the_samples_is_known_as_the_samples_spell_it() {
        let skills: BTreeSet<String> = samples::stories().into_iter().flat_map(|story| story.skills).collect();
        assert!(!skills.is_empty());
        for skill in &skills {
            assert_eq!(named(skill), Some(skill.as_str()));
        }
    }

    #[test]
    fn names_and_groups_are_short_and_have_no_stray_white_space() {
        for skill in lexicon().skills() {
            assert!(skill.name.chars().count() <= 28, "{}", skill.name);
            assert!(skill.group.chars().count() <= 20, "{}", skill.group);
            assert_eq!(skill.group, skill.group.to_lowercase());
            for text in [&skill.name, &skill.group].into_iter().chain(&skill.aliases) {
                assert!(!text.is_empty());
                assert_eq!(*text, text.split_whitespace().collect::<Vec<_>>().join(" "));
            }
        }
    }

    #[test]
    fn each_group_stands_together() {
        let mut groups: Vec<&str> = lexicon().skills().iter().map(|skill| skill.group).collect();
        groups.dedup();
        assert!((25..=35).contains(&groups.len()), "{}", groups.len());
        assert_eq!(groups.iter().collect::<BTreeSet<_>>().len(), groups.len());
    }

    #[test]
    fn a_skill_is_known_by_what_people_write() {
        for (written, name) in [
            ("pg", "PostgreSQL"),
            ("Postgres", "PostgreSQL"),
            ("RDS Postgres", "PostgreSQL"),
            ("aurora postgresql", "PostgreSQL"),
            ("Amazon RDS", "RDS"),
            ("mongo", "MongoDB"),
            ("MSSQL", "SQL Server"),
            ("slow queries", "query optimization"),
            ("Amazon Web Services", "AWS"),
            ("GCP", "Google Cloud"),
            ("Amazon S3", "S3"),
            ("Elastic Container Service", "ECS"),
            ("k8s", "Kubernetes"),
            ("IaC", "infrastructure as code"),
            ("bash", "shell scripting"),
            ("JS", "JavaScript"),
            ("golang", "Go"),
            ("c sharp", "C#"),
            ("dotnet", ".NET"),
            ("node", "Node.js"),
            ("NodeJS", "Node.js"),
            ("Rails", "Ruby on Rails"),
            ("React.js", "React"),
            ("a11y", "accessibility"),
            ("Android development", "Android"),
            ("Apache Kafka", "Kafka"),
            ("message broker", "message queues"),
            ("data warehouse", "data warehousing"),
            ("split testing", "A/B testing"),
            ("ML", "machine learning"),
            ("large language models", "LLM"),
            ("Retrieval Augmented Generation", "RAG"),
            ("TDD", "test-driven development"),
            ("e2e tests", "end-to-end testing"),
            ("continuous integration", "CI/CD"),
            ("feature toggles", "feature flags"),
            ("OTel", "OpenTelemetry"),
            ("incident management", "incident response"),
            ("oncall", "on-call"),
            ("post-mortem", "postmortem"),
            ("RCA", "root cause analysis"),
            ("high availability", "availability"),
            ("idempotency keys", "idempotency"),
            ("cache stampede", "thundering herd"),
            ("OOM", "out of memory"),
            ("race conditions", "race condition"),
            ("2FA", "multi-factor authentication"),
            ("JSON Web Token", "JWT"),
            ("SSL", "TLS"),
            ("TCP/IP", "TCP"),
            ("monolith to microservices", "monolith decomposition"),
            ("RESTful APIs", "REST"),
            ("external APIs", "third-party APIs"),
            ("tech debt", "technical debt"),
            ("bug fixing", "debugging"),
            ("ambiguity", "dealing with ambiguity"),
            ("minimum viable product", "MVP"),
            ("user experience", "UX"),
            ("prioritisation", "prioritization"),
            ("tight deadlines", "deadline pressure"),
            ("tough conversations", "difficult conversations"),
            ("have backbone", "disagree and commit"),
            ("influencing without authority", "influence without authority"),
            ("stakeholders", "stakeholder management"),
            ("mentorship", "mentoring"),
            ("coaching juniors", "mentoring"),
            ("recruiting", "hiring"),
            ("DEI", "diversity and inclusion"),
            ("low performers", "underperformance"),
            ("conflict", "conflict resolution"),
            ("cross-functional collaboration", "cross-functional work"),
            ("perseverance", "persistence"),
            ("taking ownership", "ownership"),
            ("mistakes", "learning from mistakes"),
            ("constructive feedback", "giving feedback"),
            ("angry customer", "difficult customers"),
            ("budgeting", "budget"),
            ("financial services", "fintech"),
            ("payment processing", "payments"),
            ("XRP Ledger", "XRPL"),
        ] {
            assert_eq!(named(written), Some(name), "{written}");
        }
    }

    #[test]
    fn skills_that_look_or_sound_alike_stay_apart() {
        for (one, other) in [
            ("Java", "JavaScript"),
            ("C", "C++"),
            ("C", "C#"),
            ("C++", "C#"),
            ("Redis", "caching"),
            ("React", "React Native"),
            ("Go", "Google Cloud"),
            ("SQL", "NoSQL"),
            ("SQL", "MySQL"),
            ("testing", "A/B testing"),
            ("AWS", "AWS Lambda"),
            ("PostgreSQL", "RDS"),
            ("RDS", "Redis"),
            ("Docker", "containers"),
            ("Angular", "AngularJS"),
            ("Spring Boot", "Spring Framework"),
            ("Kafka", "message queues"),
            ("Git", "GitHub"),
            ("GitHub", "GitHub Actions"),
            ("GitLab", "GitLab CI"),
            ("SLA", "SLO"),
            ("authentication", "authorization"),
            ("JWT", "JWE"),
            ("cryptography", "cryptocurrency"),
            ("migration", "schema migration"),
            ("migration", "cloud migration"),
            ("monolith", "microservices"),
            ("REST", "API design"),
            ("load testing", "load balancing"),
            ("machine learning", "continuous learning"),
            ("performance", "performance reviews"),
            ("networking", "building relationships"),
            ("giving feedback", "receiving feedback"),
            ("onboarding", "user onboarding"),
            ("customer communication", "vendor communication"),
            ("product management", "project management"),
            ("disagreement", "disagree and commit"),
            ("failure", "learning from mistakes"),
            ("incident response", "security incidents"),
            ("ownership", "accountability"),
        ] {
            assert!(named(one).is_some() && named(other).is_some(), "{one} and {other}");
            assert_ne!(named(one), named(other));
        }
    }
}
