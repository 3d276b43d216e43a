//! Agents, groups, queues and who serves which.

use domain::{
    agent::{Agent, LoginId},
    agent_group::AgentGroup,
    id::{AgentGroupId, AgentId, QueueId},
    queue::{Distribution, Overflow, Queue, QueueMember, QueueRule},
    role::Role,
    skill_level::{AgentSkill, SkillLevel},
};
use store::error::{Error, Taken};
use testkit::database::each;

use super::sample::{agent, at, company, default_queue, id, root_group};

#[tokio::test]
async fn agents_sign_in_by_an_exact_id_and_keep_their_password_through_changes() {
    each(async |store| {
        let company = company(&store, 1).await;
        let agents = company.agents();
        let haneul = agent(1, 1, "haneul", "이하늘");
        let login_id = |text| LoginId::parse(text).unwrap();
        let found = agents.find_to_sign_in(&login_id("haneul")).await.unwrap();
        assert_eq!(found, Some((haneul.clone(), "hash-1".to_owned())));
        assert_eq!(agents.find_to_sign_in(&login_id("Haneul")).await.unwrap(), None);

        let promoted = Agent {
            role: Role::Supervisor,
            name: "이하늘 선임".to_owned(),
            deactivated_at: Some(at(50)),
            ..haneul.clone()
        };
        agents.update(&promoted).await.unwrap();
        assert_eq!(agents.find(haneul.id).await.unwrap(), Some(promoted));
        assert_eq!(agents.password_hash(haneul.id).await.unwrap().as_deref(), Some("hash-1"));
        agents.set_password_hash(haneul.id, "hash-3").await.unwrap();
        assert_eq!(agents.password_hash(haneul.id).await.unwrap().as_deref(), Some("hash-3"));

        let nobody = AgentId::sample(404);
        assert_eq!(agents.find(nobody).await.unwrap(), None);
        assert_eq!(agents.set_password_hash(nobody, "x").await, Err(Error::Missing("agent")));
        let names: Vec<_> = agents.list().await.unwrap().into_iter().map(|it| it.name).collect();
        assert_eq!(names, ["김바다", "이하늘 선임"]);
    })
    .await;
}

#[tokio::test]
async fn sign_in_ids_and_extensions_are_given_once_per_company() {
    each(async |store| {
        let (first, second) = (company(&store, 1).await, company(&store, 2).await);
        let same_id = agent(1, 3, "haneul", "다른 하늘");
        assert_eq!(first.agents().insert(&same_id, "").await, Err(Error::Taken(Taken::LoginId)));
        let same_extension = Agent { extension: "7001".to_owned(), ..agent(1, 3, "sora", "박소라") };
        assert_eq!(first.agents().insert(&same_extension, "").await, Err(Error::Taken(Taken::Extension)));
        // Case makes another ID (AGT-12), and another company has its own.
        first.agents().insert(&agent(1, 3, "Haneul", "다른 하늘"), "").await.unwrap();
        second.agents().insert(&agent(2, 3, "sora", "박소라"), "").await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn groups_and_queues_go_only_when_nothing_hangs_on_them() {
    each(async |store| {
        let company = company(&store, 1).await;
        let team = AgentGroup {
            id: AgentGroupId::sample(id(1, 2)),
            parent: Some(root_group(1).id),
            name: "배송팀".to_owned(),
            default_queue: QueueId::sample(id(1, 2)),
            position: 1,
        };
        let queue = Queue {
            id: team.default_queue,
            name: "배송".to_owned(),
            group: Some(team.id),
            rule: QueueRule::DEFAULT,
        };
        let tx = company.begin().await.unwrap();
        tx.agent_groups().insert(&team).await.unwrap();
        tx.queues().insert(&queue).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(company.agent_groups().list().await.unwrap(), [root_group(1), team.clone()]);
        assert_eq!(company.queues().list().await.unwrap(), [queue.clone(), default_queue(1)]);

        let mover = Agent { group: team.id, ..agent(1, 1, "haneul", "이하늘") };
        company.agents().update(&mover).await.unwrap();
        assert!(matches!(company.agent_groups().delete(team.id).await, Err(Error::Reference(_))));
        company.agents().update(&agent(1, 1, "haneul", "이하늘")).await.unwrap();
        assert!(matches!(company.agent_groups().delete(team.id).await, Err(Error::Reference(_))));

        company.queue_members().assign_to_queue(queue.id, &[mover.id]).await.unwrap();
        company.queues().delete(queue.id, at(9)).await.unwrap();
        assert_eq!(company.queues().find(queue.id).await.unwrap(), None);
        assert_eq!(company.queue_members().list().await.unwrap(), []);
        assert_eq!(company.queues().delete(queue.id, at(9)).await, Err(Error::Missing("queue")));
        company.agent_groups().delete(team.id).await.unwrap();
        assert_eq!(company.agent_groups().find(team.id).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn groups_and_queues_keep_what_was_changed() {
    each(async |store| {
        let company = company(&store, 1).await;
        let group = AgentGroup { name: "본사".to_owned(), position: 7, ..root_group(1) };
        company.agent_groups().update(&group).await.unwrap();
        assert_eq!(company.agent_groups().find(group.id).await.unwrap(), Some(group));
        let rule = QueueRule {
            ring_seconds: 11,
            wrap_up_seconds: 12,
            service_level_seconds: 13,
            service_level_target: 14,
            answer_rate_target: 15,
            short_abandon_seconds: 16,
            distribution: Distribution::Fixed,
            last_agent_first: true,
            widen_after_seconds: 17,
            overflow: Some(Overflow { after_seconds: 18, queue: Some(default_queue(2).id) }),
        };
        let queue = Queue { name: "반품".to_owned(), rule, ..default_queue(1) };
        company.queues().update(&queue).await.unwrap();
        assert_eq!(company.queues().find(queue.id).await.unwrap(), Some(queue));
    })
    .await;
}

#[tokio::test]
async fn a_queue_that_goes_ends_the_overflow_into_it_and_its_levels() {
    each(async |store| {
        let company = company(&store, 1).await;
        let helper = Queue { id: QueueId::sample(id(1, 77)), group: None, ..default_queue(1) };
        company.queues().insert(&helper).await.unwrap();
        let overflow = Some(Overflow { after_seconds: 30, queue: Some(helper.id) });
        let rule = QueueRule { overflow, ..QueueRule::DEFAULT };
        company.queues().update(&Queue { rule, ..default_queue(1) }).await.unwrap();
        let skill = |queue, level| AgentSkill {
            queue,
            agent: AgentId::sample(id(1, 1)),
            level: SkillLevel::new(level).unwrap(),
        };
        let levels = company.skill_levels();
        levels.set_in_queue(helper.id, &[skill(helper.id, 3)]).await.unwrap();
        let here = default_queue(1).id;
        levels.set_in_queue(here, &[skill(here, 4)]).await.unwrap();
        levels.set_in_queue(here, &[skill(here, 5)]).await.unwrap();
        assert_eq!(levels.list().await.unwrap().len(), 2);

        company.queues().delete(helper.id, at(9)).await.unwrap();
        assert_eq!(company.queues().find(here).await.unwrap().unwrap().rule.overflow, None);
        assert_eq!(levels.list().await.unwrap(), [skill(here, 5)]);
        levels.set_in_queue(here, &[skill(here, 1)]).await.unwrap();
        assert_eq!(levels.list().await.unwrap(), [], "the best level needs no row");
    })
    .await;
}

#[tokio::test]
async fn an_assignment_replaces_the_one_before() {
    each(async |store| {
        let company = company(&store, 1).await;
        let queue = default_queue(1).id;
        let [one, two] = [1, 2].map(|row| AgentId::sample(id(1, row)));
        let members = company.queue_members();
        members.assign_to_queue(queue, &[one, two]).await.unwrap();
        members.assign_to_queue(queue, &[two]).await.unwrap();
        assert_eq!(members.list().await.unwrap(), [QueueMember { queue, agent: two }]);
        members.assign_agent(one, &[queue]).await.unwrap();
        members.assign_agent(two, &[]).await.unwrap();
        assert_eq!(members.list().await.unwrap(), [QueueMember { queue, agent: one }]);
        let nowhere = members.assign_agent(one, &[QueueId::sample(404)]).await;
        assert!(matches!(nowhere, Err(Error::Reference(_))));
    })
    .await;
}
