"""Resource types that cost nothing by themselves."""

from typing import Final

FREE_PROVIDERS: Final = ("pulumi:", "random:")

FREE: Final = frozenset(
    {
        "aws:apigatewayv2/authorizer:Authorizer",
        "aws:apigatewayv2/integration:Integration",
        "aws:apigatewayv2/route:Route",
        "aws:apigatewayv2/stage:Stage",
        "aws:bedrock/guardrailVersion:GuardrailVersion",
        "aws:budgets/budget:Budget",
        "aws:cloudwatch/logMetricFilter:LogMetricFilter",
        "aws:cloudwatch/logResourcePolicy:LogResourcePolicy",
        "aws:cloudwatch/logStream:LogStream",
        "aws:connect/contactFlow:ContactFlow",
        "aws:connect/contactFlowModule:ContactFlowModule",
        "aws:connect/hoursOfOperation:HoursOfOperation",
        "aws:connect/instanceStorageConfig:InstanceStorageConfig",
        "aws:connect/lambdaFunctionAssociation:LambdaFunctionAssociation",
        "aws:connect/phoneNumberContactFlowAssociation:PhoneNumberContactFlowAssociation",
        "aws:connect/queue:Queue",
        "aws:connect/quickConnect:QuickConnect",
        "aws:connect/routingProfile:RoutingProfile",
        "aws:connect/securityProfile:SecurityProfile",
        "aws:connect/user:User",
        "aws:connect/userHierarchyGroup:UserHierarchyGroup",
        "aws:connect/userHierarchyStructure:UserHierarchyStructure",
        "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
        "aws:ec2/flowLog:FlowLog",
        "aws:ec2/routeTable:RouteTable",
        "aws:ec2/routeTableAssociation:RouteTableAssociation",
        "aws:ec2/securityGroup:SecurityGroup",
        "aws:ec2/subnet:Subnet",
        "aws:ec2/vpc:Vpc",
        "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
        "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
        "aws:iam/policy:Policy",
        "aws:iam/role:Role",
        "aws:iam/rolePolicy:RolePolicy",
        "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
        "aws:kms/alias:Alias",
        "aws:kms/keyPolicy:KeyPolicy",
        "aws:lambda/alias:Alias",
        "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig",
        "aws:lambda/permission:Permission",
        "aws:s3/bucketCorsConfiguration:BucketCorsConfiguration",
        "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
        "aws:s3/bucketNotification:BucketNotification",
        "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
        "aws:s3/bucketPolicy:BucketPolicy",
        "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
        "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
        "aws:s3/bucketVersioning:BucketVersioning",
        "aws:s3/vectorsVectorBucket:VectorsVectorBucket",
        "aws:s3/vectorsVectorBucketPolicy:VectorsVectorBucketPolicy",
        "aws:scheduler/scheduleGroup:ScheduleGroup",
        "aws:secretsmanager/secretVersion:SecretVersion",
        "aws:sns/topic:Topic",
        "aws:sns/topicPolicy:TopicPolicy",
        "aws:sns/topicSubscription:TopicSubscription",
        "aws:sqs/queue:Queue",
        "aws:sqs/queuePolicy:QueuePolicy",
        "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy",
        "aws:sqs/redrivePolicy:RedrivePolicy",
    }
)
"""Billed by nothing, or by so little that it shows nowhere (mails, messages of a queue)."""

FREE_IN_STACKS: Final = frozenset(
    {
        "AWS::Connect::ContactFlow",
        "AWS::Connect::HoursOfOperation",
        "AWS::Connect::IntegrationAssociation",
        "AWS::Connect::Rule",
        "AWS::Connect::View",
        "AWS::Connect::ViewVersion",
        "AWS::Lex::BotAlias",
        "AWS::Lex::BotVersion",
        "AWS::Lex::ResourcePolicy",
    }
)
